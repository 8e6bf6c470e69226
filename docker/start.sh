#!/bin/sh
# Lays the server's working folder out anew and then becomes the server, so that PID 1 hears SIGTERM and drains.
# Anew, because a server that finds what it served last may serve it twice.
set -eu
rm -rf "$SERVER_WORK"
mkdir -p "$SERVER_WORK"
if [ -n "${SERVER_TEMPLATE:-}" ]; then
    cp -R "$SERVER_TEMPLATE/." "$SERVER_WORK"
fi
# GlassFish reads its standard input to the end before it starts, and "docker run -i" would keep that open.
exec "$@" < /dev/null
