FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY . .
# From which commit, for /actuator/info: the history is not in the image's context. `--build-arg COMMIT=$(git rev-parse HEAD)`.
# Maven's plugin would write an empty file over this one.
ARG COMMIT=""
RUN [ -z "$COMMIT" ] || printf 'git.commit.id.full=%s\ngit.commit.id.abbrev=%.7s\n' "$COMMIT" "$COMMIT" > src/main/resources/git.properties
RUN --mount=type=cache,target=/root/.m2 mvn -B -q -DskipTests ${COMMIT:+-Dmaven.gitcommitid.skip} package
RUN java -Djarmode=tools -jar target/eseal-orchestrator.jar extract --layers --destination layers

# The demo's stand-in for CertCentral: `docker build --target simulator`.
FROM eclipse-temurin:17-jre AS simulator
RUN useradd --system --uid 10001 --home-dir /app simulator && mkdir -p /app/data && chown -R simulator /app
WORKDIR /app
COPY --from=build /build/target/eseal-orchestrator-simulator.jar ./
USER simulator
VOLUME /app/data
EXPOSE 8090
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-jar", "eseal-orchestrator-simulator.jar"]

# The service; what is built without a target.
FROM eclipse-temurin:17-jre AS service
RUN useradd --system --uid 10001 --home-dir /app eseal && mkdir -p /app/data && chown -R eseal /app
WORKDIR /app
# Seldom changed layers first, so that a new version ships little.
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
# Classes as this JVM has read them, so that a start need not read them again. Whoever changes JVM or jars makes the archive anew:
# a JVM whom it does not fit leaves it aside. The start that makes it ends before it serves anyone; its database is in memory.
RUN java -Xmx512m -XX:ArchiveClassesAtExit=eseal.jsa -Dspring.context.exit=onRefresh -jar eseal-orchestrator.jar \
        --spring.profiles.active=demo --spring.datasource.url=jdbc:h2:mem:archive \
        --eseal.demo.stand-in=http://127.0.0.1:9/services/v2 \
    && test -s eseal.jsa
USER eseal
VOLUME /app/data
EXPOSE 8080
# A port for health alone: callers who take all connections of the other one do not make the container look dead.
ENV ESEAL_MANAGEMENT_PORT=8081
# By bash's own sockets: the image need not carry curl.
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=6 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${ESEAL_MANAGEMENT_PORT} \
        && printf 'GET /actuator/health HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
# A card number may be in memory for a moment: no heap dump may keep it. An exception has its trace however often it is thrown.
ENTRYPOINT ["java", "-XX:-OmitStackTraceInFastThrow", "-XX:MaxRAMPercentage=75", \
    "-XX:-HeapDumpOnOutOfMemoryError", "-XX:+ExitOnOutOfMemoryError", \
    "-XX:SharedArchiveFile=eseal.jsa", "-jar", "eseal-orchestrator.jar"]
