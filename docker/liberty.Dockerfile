# Fluxy EE on Open Liberty: docker build -f docker/liberty.Dockerfile -t fluxy-ee:liberty .   (from the repository's root)
# Pin the bases by digest: --build-arg JDK=docker.io/library/maven@sha256:… --build-arg JRE=docker.io/library/eclipse-temurin@sha256:…
ARG JDK=docker.io/library/maven:3.9-eclipse-temurin-17
ARG JRE=docker.io/library/eclipse-temurin:17-jre

FROM ${JDK} AS build
WORKDIR /src
COPY . .
# The POM names the server's version.
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp -DskipTests package && mvn -B -ntp -Pmatrix -pl war dependency:unpack@liberty
RUN mv war/target/servers/wlp /opt/server && chmod -R a+rX /opt/server
RUN sh docker/native.sh war/target/fluxy-ee/WEB-INF/lib /opt/fluxy/native

FROM ${JRE}
LABEL org.opencontainers.image.title="Fluxy EE on Open Liberty" \
      org.opencontainers.image.description="A realtime chat server as one Jakarta EE WAR" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="0.1.0"
RUN groupadd --gid 10001 fluxy \
    && useradd --uid 10001 --gid 10001 --home-dir /tmp --no-create-home --no-log-init --shell /usr/sbin/nologin fluxy \
    && install -d -o 10001 -g 10001 -m 0700 /var/lib/fluxy
COPY --from=build /opt/fluxy/native /opt/fluxy/native
COPY --from=build /opt/server /opt/server
COPY --from=build /src/war/target/fluxy-ee.war /opt/fluxy/
COPY docker/start.sh docker/health.sh /opt/fluxy/
COPY docker/liberty.xml /opt/fluxy/user/servers/fluxy/server.xml
# JDK_JAVA_OPTIONS is the operator's: another share of the container's memory, say. JAVA_TOOL_OPTIONS is the image's own.
ENV FLUXY_DATA=/var/lib/fluxy \
    SERVER_WORK=/tmp/server \
    JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError" \
    JAVA_TOOL_OPTIONS="-Dorg.sqlite.lib.path=/opt/fluxy/native -Dorg.sqlite.lib.name=libsqlitejdbc.so" \
    WLP_USER_DIR=/opt/fluxy/user \
    WLP_OUTPUT_DIR=/tmp/server \
    LOG_DIR=/tmp/server/logs
VOLUME /var/lib/fluxy
WORKDIR /tmp
USER 10001:10001
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=6s --start-period=90s --retries=3 CMD ["/bin/bash", "/opt/fluxy/health.sh", "8080"]
ENTRYPOINT ["/bin/sh", "/opt/fluxy/start.sh", "/bin/sh", "/opt/server/bin/server", "run", "fluxy"]
