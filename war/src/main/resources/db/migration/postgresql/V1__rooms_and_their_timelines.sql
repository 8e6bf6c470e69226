-- Every table begins with the project. Times are milliseconds since 1970 (UTC). Texts are compared byte by byte, as SQLite does.

create table projects (
    id                text collate "C" not null primary key,
    name              text collate "C" not null,
    jwt_secret        text collate "C" not null,
    created_at        bigint           not null
);

create table api_keys (
    id                text collate "C" not null primary key,
    project_id        text collate "C" not null references projects (id),
    key_prefix        text collate "C" not null,
    key_hmac          text collate "C" not null unique,
    created_at        bigint           not null,
    revoked_at        bigint
);

-- last_seq and last_event_at are the head of the room's timeline; epoch names the timeline itself
create table rooms (
    project_id        text collate "C" not null references projects (id),
    room_id           text collate "C" not null,
    type              text collate "C" not null,
    name              text collate "C" not null,
    dm_pair           text collate "C",
    created_at        bigint           not null,
    epoch             text collate "C" not null,
    last_seq          bigint           not null,
    last_event_at     bigint           not null,
    primary key (project_id, room_id)
);

create unique index rooms_dm_pair on rooms (project_id, dm_pair) where dm_pair is not null;

create table room_members (
    project_id        text collate "C" not null,
    room_id           text collate "C" not null,
    user_id           text collate "C" not null,
    role              text collate "C" not null,
    joined_at         bigint           not null,
    primary key (project_id, room_id, user_id)
);

create index room_members_by_user on room_members (project_id, user_id, room_id);

create table messages (
    id                bigint           not null primary key,
    project_id        text collate "C" not null,
    room_id           text collate "C" not null,
    user_id           text collate "C" not null,
    content           text collate "C" not null,
    created_at        bigint           not null,
    parent_id         bigint,
    edited_at         bigint,
    deleted_at        bigint,
    client_message_id text collate "C",
    seq               bigint           not null,
    version           integer          not null,
    mentions          text collate "C",
    attachments       text collate "C"
);

create index messages_history on messages (project_id, room_id, created_at, id);
create unique index messages_once on messages (project_id, room_id, client_message_id, user_id)
    where client_message_id is not null and deleted_at is null;

-- one row an event; it refers to the message and keeps no text, so that what is deleted is gone
create table room_events (
    project_id        text collate "C" not null,
    room_id           text collate "C" not null,
    seq               bigint           not null,
    type              text collate "C" not null,
    message_id        bigint           not null,
    user_id           text collate "C" not null,
    version           integer,
    created_at        bigint           not null,
    detail            text collate "C",
    primary key (project_id, room_id, seq)
);

create table message_reactions (
    project_id        text collate "C" not null,
    message_id        bigint           not null,
    emoji             text collate "C" not null,
    user_id           text collate "C" not null,
    room_id           text collate "C" not null,
    created_at        bigint           not null,
    primary key (project_id, message_id, emoji, user_id)
);

-- how far a user has read: the message with the highest id that he ever marked
create table read_marks (
    project_id        text collate "C" not null,
    room_id           text collate "C" not null,
    user_id           text collate "C" not null,
    message_id        bigint           not null,
    message_at        bigint           not null,
    created_at        bigint           not null,
    primary key (project_id, room_id, user_id)
);

-- ids are taken under the locks of the rooms they are for, so that they rise with seq in each room
create sequence message_ids as bigint;
