#!/bin/sh
# native.sh LIBRARIES TARGET: takes SQLite's native library out of the driver among the WAR's libraries. Left in the jar, it would be unpacked into
# /tmp at each start, which a read-only container mounts without the right to execute.
set -eu
mkdir -p "$2"
entry="org/sqlite/native/Linux/$(uname -m)/libsqlitejdbc.so"
unpacked=$(mktemp -d)
driver=$(cd "$1" && echo "$PWD"/sqlite-jdbc-*.jar)
(cd "$unpacked" && jar xf "$driver" "$entry")
cp "$unpacked/$entry" "$2"
rm -rf "$unpacked"
