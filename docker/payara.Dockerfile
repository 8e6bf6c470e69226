# Fluxy EE on Payara Micro: docker build -f docker/payara.Dockerfile -t fluxy-ee:payara .   (from the repository's root)
# Pin the bases by digest: --build-arg JDK=docker.io/library/maven@sha256:… --build-arg JRE=docker.io/library/eclipse-temurin@sha256:…
ARG JDK=docker.io/library/maven:3.9-eclipse-temurin-17
ARG JRE=docker.io/library/eclipse-temurin:17-jre

FROM ${JDK} AS build
WORKDIR /src
COPY . .
# Payara Micro comes with the package: the POM names its version.
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp -DskipTests package
RUN sh docker/native.sh war/target/fluxy-ee/WEB-INF/lib /opt/fluxy/native

FROM ${JRE}
LABEL org.opencontainers.image.title="Fluxy EE on Payara Micro" \
      org.opencontainers.image.description="A realtime chat server as one Jakarta EE WAR" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="0.1.0"
RUN groupadd --gid 10001 fluxy \
    && useradd --uid 10001 --gid 10001 --home-dir /tmp --no-create-home --no-log-init --shell /usr/sbin/nologin fluxy \
    && install -d -o 10001 -g 10001 -m 0700 /var/lib/fluxy
COPY --from=build /opt/fluxy/native /opt/fluxy/native
COPY --from=build /src/war/target/fluxy-ee.war /src/war/target/payara-micro.jar /opt/fluxy/
COPY war/src/run/before-boot.asadmin war/src/run/logging.properties docker/start.sh docker/health.sh /opt/fluxy/
# JDK_JAVA_OPTIONS is the operator's: another share of the container's memory, say. JAVA_TOOL_OPTIONS is the image's own.
ENV FLUXY_DATA=/var/lib/fluxy \
    SERVER_WORK=/tmp/server \
    JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError" \
    JAVA_TOOL_OPTIONS="-Dorg.sqlite.lib.path=/opt/fluxy/native -Dorg.sqlite.lib.name=libsqlitejdbc.so"
VOLUME /var/lib/fluxy
WORKDIR /tmp
USER 10001:10001
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=6s --start-period=90s --retries=3 CMD ["/bin/bash", "/opt/fluxy/health.sh", "8080"]
ENTRYPOINT ["/bin/sh", "/opt/fluxy/start.sh", "java", "-jar", "/opt/fluxy/payara-micro.jar", "--nohazelcast", "--nocluster", \
    "--disablephonehome", "--prebootcommandfile", "/opt/fluxy/before-boot.asadmin", "--logproperties", \
    "/opt/fluxy/logging.properties", "--rootdir", "/tmp/server", "--port", "8080", "--contextroot", "/", "--deploy", \
    "/opt/fluxy/fluxy-ee.war"]
