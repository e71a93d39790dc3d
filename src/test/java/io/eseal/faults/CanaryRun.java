package io.eseal.faults;

import io.eseal.fixtures.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Runs the real application on one database with everything logged, as an operator does who looks for a fault. */
final class CanaryRun implements AutoCloseable {

    private final Path directory;
    private final Database kind;
    private final Canaries canaries = new Canaries();
    private final CanaryPlaces places = new CanaryPlaces();
    private final Cluster cluster;
    private final DataSource database;
    private final CanaryWalk walk;

    CanaryRun(Path directory, Database kind, NodeSettings settings) throws IOException {
        this.directory = directory;
        this.kind = kind;
        Files.createDirectories(directory.resolve("tmp"));
        this.cluster = Cluster.of(1, on(kind, watched(settings)));
        this.database = kind == Database.H2
                ? new DriverManagerDataSource(h2(), "sa", "")
                : cluster.postgres().dataSource();
        this.walk = new CanaryWalk(cluster, sql(), canaries);
    }

    CanaryWalk walk() {
        return walk;
    }

    Canaries canaries() {
        return canaries;
    }

    JdbcClient sql() {
        return JdbcClient.create(database);
    }

    private NodeSettings on(Database kind, NodeSettings settings) {
        return kind == Database.H2 ? settings.with("spring.datasource.url", h2()) : settings;
    }

    private String h2() {
        return "jdbc:h2:file:" + directory.resolve("data/eseal") + ";AUTO_SERVER=TRUE;WRITE_DELAY=0";
    }

    private NodeSettings watched(NodeSettings settings) {
        return settings.withSecret("CERTCENTRAL_API_KEY", canaries.secret("API key"))
                .withSecret("ESEAL_ADMIN_PASSWORD", canaries.secret("administrator's password"))
                .with("logging.level.root", "DEBUG")
                .with("logging.level.org.springframework.web", "TRACE")
                .with("logging.level.org.springframework.http", "TRACE")
                .with("logging.level.org.apache", "TRACE")
                .with("server.tomcat.accesslog.enabled", "true")
                .with(
                        "server.tomcat.accesslog.directory",
                        directory.resolve("access").toString())
                .with("server.tomcat.accesslog.buffered", "false")
                .with("management.endpoints.web.exposure.include", "*")
                .withJvmArgument("-Djdk.httpclient.HttpClient.log=requests,headers,content,errors")
                .withJvmArgument("-Djava.io.tmpdir=" + directory.resolve("tmp"));
    }

    /** Searches every place. */
    CanaryPlaces search() throws IOException {
        CanarySearch all = new CanarySearch(canaries.all());
        places.texts("answers to callers", walk.answers(), all);
        places.texts(
                "actuator",
                walk.unrelated().stream().map(NodeClient.Reply::body).toList(),
                all);
        places.tables(database, all);
        files(all);
        searchHeap("heap");
        Files.writeString(
                directory.resolveSibling("report.txt"),
                directory.getFileName() + "\n" + report() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return places;
    }

    /**
     * A service that runs has its own secrets in memory, so only cards are searched there, after calls that brought
     * none.
     */
    void searchHeap(String name) throws IOException {
        walk.unrelated();
        Path heap = directory.resolve(name.replace(' ', '-') + ".hprof");
        cluster.node("node-1").dumpHeap(heap);
        places.files(name, heap, new CanarySearch(canaries.ofCards()));
        Files.delete(heap);
    }

    private void files(CanarySearch search) throws IOException {
        sql().sql(kind == Database.H2 ? "checkpoint sync" : "checkpoint").update();
        places.files(
                "files of the database",
                kind == Database.H2
                        ? directory.resolve("data")
                        : Path.of(sql().sql("show data_directory")
                                .query(String.class)
                                .single()),
                search);
        places.files("access log", directory.resolve("access"), search);
        places.files("temporary files", directory.resolve("tmp"), search);
        for (Path log : cluster.nodeLogs()) {
            places.files("log " + log.getFileName(), log, search);
        }
    }

    String report() {
        return places.toString();
    }

    @Override
    public void close() {
        cluster.close();
    }
}
