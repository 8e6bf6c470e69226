-- Every table begins with the project. Times are milliseconds since 1970 (UTC).

create table projects (
    id         text    not null primary key,
    name       text    not null,
    jwt_secret text    not null,
    created_at integer not null
);

create table api_keys (
    id         text    not null primary key,
    project_id text    not null references projects (id),
    key_prefix text    not null,
    key_hmac   text    not null unique,
    created_at integer not null,
    revoked_at integer
);

-- last_seq and last_event_at are the head of the room's timeline; epoch names the timeline itself
create table rooms (
    project_id    text    not null references projects (id),
    room_id       text    not null,
    type          text    not null,
    name          text    not null,
    dm_pair       text,
    created_at    integer not null,
    epoch         text    not null,
    last_seq      integer not null,
    last_event_at integer not null,
    primary key (project_id, room_id)
) without rowid;

create unique index rooms_dm_pair on rooms (project_id, dm_pair) where dm_pair is not null;

create table room_members (
    project_id text    not null,
    room_id    text    not null,
    user_id    text    not null,
    role       text    not null,
    joined_at  integer not null,
    primary key (project_id, room_id, user_id)
) without rowid;

create index room_members_by_user on room_members (project_id, user_id, room_id);

create table messages (
    id                integer not null primary key,
    project_id        text    not null,
    room_id           text    not null,
    user_id           text    not null,
    content           text    not null,
    created_at        integer not null,
    parent_id         integer,
    edited_at         integer,
    deleted_at        integer,
    client_message_id text,
    seq               integer not null,
    version           integer not null,
    mentions          text,
    attachments       text
);

create index messages_history on messages (project_id, room_id, created_at, id);
create unique index messages_once on messages (project_id, room_id, client_message_id, user_id)
    where client_message_id is not null and deleted_at is null;

-- one row an event; it refers to the message and keeps no text, so that what is deleted is gone
create table room_events (
    project_id text    not null,
    room_id    text    not null,
    seq        integer not null,
    type       text    not null,
    message_id integer not null,
    user_id    text    not null,
    version    integer,
    created_at integer not null,
    detail     text,
    primary key (project_id, room_id, seq)
) without rowid;

create table message_reactions (
    project_id text    not null,
    message_id integer not null,
    emoji      text    not null,
    user_id    text    not null,
    room_id    text    not null,
    created_at integer not null,
    primary key (project_id, message_id, emoji, user_id)
) without rowid;

-- how far a user has read: the message with the highest id that he ever marked
create table read_marks (
    project_id text    not null,
    room_id    text    not null,
    user_id    text    not null,
    message_id integer not null,
    message_at integer not null,
    created_at integer not null,
    primary key (project_id, room_id, user_id)
) without rowid;

create table id_allocators (
    name    text    not null primary key,
    last_id integer not null
);

insert into id_allocators (name, last_id) values ('messages', 0);
