#!/bin/sh
# Runs once, in a database that is new: makes the server's account, which owns its database and is no superuser.
set -eu
psql --quiet --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=postgres \
    --set=password="$(cat /run/secrets/database-password)" <<'SQL'
create role fluxy login password :'password';
create database fluxy owner fluxy;
SQL
