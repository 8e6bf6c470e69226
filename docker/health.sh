#!/bin/bash
# Whether the server on this port is ready. In bash, which every JRE image on Ubuntu has: curl is not there, and a JVM every
# few seconds would take memory and time from the server.
exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
printf 'GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r -t 5 _ status _ <&3
[ "$status" = 200 ]
