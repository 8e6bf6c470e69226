# Fluxy EE on WildFly: docker build -f docker/wildfly.Dockerfile -t fluxy-ee:wildfly .   (from the repository's root)
# Pin the bases by digest: --build-arg JDK=docker.io/library/maven@sha256:… --build-arg JRE=docker.io/library/eclipse-temurin@sha256:…
ARG JDK=docker.io/library/maven:3.9-eclipse-temurin-17
ARG JRE=docker.io/library/eclipse-temurin:17-jre

FROM ${JDK} AS build
WORKDIR /src
COPY . .
# The POM names the server's version.
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp -DskipTests package && mvn -B -ntp -Pmatrix -pl war dependency:unpack@wildfly
RUN mv war/target/servers/wildfly-* /opt/server && chmod -R a+rX /opt/server
# Without the HTTPS port and its certificate made at the first start, and without a log file: the console has it all, and the working folder is memory.
RUN mkdir -p /opt/fluxy/template/deployments \
    && cp -R /opt/server/standalone/configuration /opt/fluxy/template/ \
    && cp war/target/fluxy-ee.war /opt/fluxy/template/deployments/ \
    && sed -i -e '/<https-listener /d' -e '/<handler name="FILE"\/>/d' -e 's/ redirect-socket="https"//' \
        /opt/fluxy/template/configuration/standalone.xml
RUN sh docker/native.sh war/target/fluxy-ee/WEB-INF/lib /opt/fluxy/native

FROM ${JRE}
LABEL org.opencontainers.image.title="Fluxy EE on WildFly" \
      org.opencontainers.image.description="A realtime chat server as one Jakarta EE WAR" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="0.1.0"
RUN groupadd --gid 10001 fluxy \
    && useradd --uid 10001 --gid 10001 --home-dir /tmp --no-create-home --no-log-init --shell /usr/sbin/nologin fluxy \
    && install -d -o 10001 -g 10001 -m 0700 /var/lib/fluxy
COPY --from=build /opt/fluxy/native /opt/fluxy/native
COPY --from=build /opt/server /opt/server
COPY --from=build --chown=10001:10001 /opt/fluxy/template /opt/fluxy/template
COPY docker/start.sh docker/health.sh /opt/fluxy/
# JDK_JAVA_OPTIONS is the operator's: another share of the container's memory, say. JAVA_TOOL_OPTIONS is the image's own.
# LAUNCH_JBOSS_IN_BACKGROUND: WildFly's own script passes SIGTERM on to java. JAVA_OPTS stands instead of its heap of 512 MB.
ENV FLUXY_DATA=/var/lib/fluxy \
    SERVER_WORK=/tmp/server \
    JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError" \
    JAVA_TOOL_OPTIONS="-Dorg.sqlite.lib.path=/opt/fluxy/native -Dorg.sqlite.lib.name=libsqlitejdbc.so" \
    JBOSS_HOME=/opt/server \
    SERVER_TEMPLATE=/opt/fluxy/template \
    LAUNCH_JBOSS_IN_BACKGROUND=1 \
    JAVA_OPTS="-Djava.net.preferIPv4Stack=true"
VOLUME /var/lib/fluxy
WORKDIR /tmp
USER 10001:10001
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=6s --start-period=90s --retries=3 CMD ["/bin/bash", "/opt/fluxy/health.sh", "8080"]
ENTRYPOINT ["/bin/sh", "/opt/fluxy/start.sh", "/bin/sh", "/opt/server/bin/standalone.sh", "-b", "0.0.0.0", "-bmanagement", \
    "127.0.0.1", "-Djboss.server.base.dir=/tmp/server", "-Djboss.http.port=8080"]
