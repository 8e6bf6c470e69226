# Fluxy EE on GlassFish: docker build -f docker/glassfish.Dockerfile -t fluxy-ee:glassfish .   (from the repository's root)
# Pin the bases by digest: --build-arg JDK=docker.io/library/maven@sha256:… --build-arg JRE=docker.io/library/eclipse-temurin@sha256:…
ARG JDK=docker.io/library/maven:3.9-eclipse-temurin-17
ARG JRE=docker.io/library/eclipse-temurin:17-jre

FROM ${JDK} AS build
WORKDIR /src
COPY . .
# The POM names the server's version.
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp -DskipTests package && mvn -B -ntp -Pmatrix -pl war dependency:unpack@glassfish
RUN mv war/target/servers/glassfish7 /opt/server && chmod -R a+rX /opt/server
# As the README says, and: every port but 8080 on loopback or shut (that of a message broker, too, which nobody uses), a log of 20 MB at most, the heap left to the JVM.
RUN mkdir -p /tmp/server /opt/fluxy \
    && cp -R /opt/server/glassfish/domains/domain1 /tmp/server/ \
    && cp war/target/fluxy-ee.war /tmp/server/domain1/autodeploy/ \
    && sed -i \
        -e '/<jvm-options>-Xmx512m</d' \
        -e '0,/<\/iiop-service>/s//&<jms-service type="REMOTE" default-jms-host="none"><jms-host name="none" host="127.0.0.1" port="7676"\/><\/jms-service>/' \
        -e 's/address="0.0.0.0"/address="127.0.0.1"/' \
        -e 's/<network-listener port="4848"/<network-listener address="127.0.0.1" port="4848"/' \
        -e 's/<network-listener port="8181"/<network-listener enabled="false" port="8181"/' \
        -e 's/<http default-virtual-server="server" max-connections="250">/<http default-virtual-server="server" max-connections="250" allow-payload-for-undefined-http-methods="true">/' \
        -e 's/<thread-pool name="http-thread-pool"/<thread-pool name="http-thread-pool" max-thread-pool-size="200"/' \
        /tmp/server/domain1/config/domain.xml \
    && grep -q 'http-thread-pool" max-thread-pool-size="200"' /tmp/server/domain1/config/domain.xml \
    && grep -q allow-payload-for-undefined-http-methods /tmp/server/domain1/config/domain.xml \
    && grep -q 'jms-host name="none"' /tmp/server/domain1/config/domain.xml \
    && grep -q 'address="127.0.0.1" port="4848"' /tmp/server/domain1/config/domain.xml \
    && sed -i -e 's/rotation.maxArchiveFiles=.*/rotation.maxArchiveFiles=1/' -e 's/rotation.limit.megabytes=.*/rotation.limit.megabytes=10/' \
        /tmp/server/domain1/config/logging.properties
# The command that asadmin would start as a child, so that PID 1 is the server itself.
RUN java -jar /opt/server/glassfish/lib/client/appserver-cli.jar start-domain --dry-run --verbose --domaindir /tmp/server domain1 \
        > /tmp/command \
    && sed -e '1,/\/bin\/java$/d' -e '/^$/,$d' -e '/^-DWALL_CLOCK_START=/d' /tmp/command > /opt/fluxy/glassfish.args \
    && mv /tmp/server /opt/fluxy/template
RUN sh docker/native.sh war/target/fluxy-ee/WEB-INF/lib /opt/fluxy/native

FROM ${JRE}
LABEL org.opencontainers.image.title="Fluxy EE on GlassFish" \
      org.opencontainers.image.description="A realtime chat server as one Jakarta EE WAR" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="0.1.0"
RUN groupadd --gid 10001 fluxy \
    && useradd --uid 10001 --gid 10001 --home-dir /tmp --no-create-home --no-log-init --shell /usr/sbin/nologin fluxy \
    && install -d -o 10001 -g 10001 -m 0700 /var/lib/fluxy
COPY --from=build /opt/fluxy/native /opt/fluxy/native
COPY --from=build /opt/server /opt/server
COPY --from=build --chown=10001:10001 /opt/fluxy/template /opt/fluxy/template
COPY --from=build /opt/fluxy/glassfish.args /opt/fluxy/
COPY docker/start.sh docker/health.sh /opt/fluxy/
# JDK_JAVA_OPTIONS is the operator's: another share of the container's memory, say. JAVA_TOOL_OPTIONS is the image's own.
ENV FLUXY_DATA=/var/lib/fluxy \
    SERVER_WORK=/tmp/server \
    JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError" \
    JAVA_TOOL_OPTIONS="-Dorg.sqlite.lib.path=/opt/fluxy/native -Dorg.sqlite.lib.name=libsqlitejdbc.so" \
    SERVER_TEMPLATE=/opt/fluxy/template
VOLUME /var/lib/fluxy
WORKDIR /tmp
USER 10001:10001
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=6s --start-period=90s --retries=3 CMD ["/bin/bash", "/opt/fluxy/health.sh", "8080"]
ENTRYPOINT ["/bin/sh", "/opt/fluxy/start.sh", "java", "@/opt/fluxy/glassfish.args"]
