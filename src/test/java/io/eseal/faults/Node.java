package io.eseal.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs the application in a JVM of its own, which can be killed and frozen. Writes its output to {@code target/faults},
 * and ends with the JVM of the test.
 */
public final class Node implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Pattern HTTP_CLIENT = Pattern.compile("(?m)^\"HttpClient-\\d+-SelectorManager\"");
    private static final Pattern LISTENS = Pattern.compile("Tomcat started on ports? (\\d+)");
    private static final AtomicInteger STARTS = new AtomicInteger();
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final String name;
    private final Path log;
    private final Process process;
    private final boolean unchanged;
    private volatile boolean frozen;
    private volatile int port;

    private Node(String name, Path log, Process process, boolean unchanged) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.unchanged = unchanged;
    }

    /** Starts a JVM and does not wait for the application in it, see {@link #awaitReady}. */
    public static Node start(String name, NodeSettings settings) {
        // Tests of another process write beside.
        Path log = NodeCommand.logs()
                .resolve("%d-%02d-%s.log".formatted(ProcessHandle.current().pid(), STARTS.incrementAndGet(), name));
        List<String> command = new ArrayList<>(NodeCommand.command(settings));
        command.addAll(settings.with("server.port", "0").arguments());
        try {
            ProcessBuilder jvm =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            jvm.environment().putAll(settings.environment());
            Process process = jvm.start();
            RUNNING.add(process);
            return new Node(name, log, process, settings.classesFirst().isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the node takes requests. */
    public Node awaitReady() {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("node " + name
                        + (process.isAlive()
                                ? " is not ready after " + LONGEST_START
                                : " ended with " + process.exitValue())
                        + "; the end of " + log + ":\n" + logTail());
            }
            Pause.of(Duration.ofMillis(100));
        }
        if (unchanged) {
            NodeCommand.archive(pid());
        }
        return this;
    }

    private boolean isReady() {
        try {
            return 200
                    == HTTP.send(
                                    HttpRequest.newBuilder(URI.create(url() + "/actuator/health/readiness"))
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode();
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String name() {
        return name;
    }

    /** @throws IOException when it does not listen yet */
    public String url() throws IOException {
        if (port == 0) {
            port = listensOn();
        }
        return "http://127.0.0.1:" + port;
    }

    /**
     * The operating system gives the port, when the node listens: one that was chosen before could be a stranger's by
     * then.
     */
    private int listensOn() throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(LISTENS::matcher)
                    .filter(Matcher::find)
                    .mapToInt(found -> Integer.parseInt(found.group(1)))
                    .findFirst()
                    .orElseThrow(() -> new IOException(this + " does not listen yet"));
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Whether it can answer: neither ended nor frozen. */
    boolean answers() {
        return !ended() && !frozen;
    }

    /** Tells whether the process has ended; another process may answer at its port since. */
    boolean ended() {
        return !process.isAlive();
    }

    /** SIGKILL; returns when the process is gone and its connections are closed. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(20));
    }

    /** SIGTERM, the orderly end. */
    public void stop() {
        thaw();
        process.destroy();
        awaitEnd(Duration.ofMinutes(1));
    }

    /** SIGSTOP: no thread runs, connections stay open. */
    void freeze() {
        signal("-STOP");
        frozen = true;
    }

    /** SIGCONT. */
    void thaw() {
        if (frozen) {
            signal("-CONT");
            frozen = false;
        }
    }

    /** Returns the file with the node's output. */
    Path log() {
        return log;
    }

    /**
     * Writes the objects that survive a garbage collection to a file in the format of HPROF. HTTP clients that were
     * given up end some seconds after one.
     */
    void dumpHeap(Path file) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            NodeCommand.run(NodeCommand.java("jcmd"), String.valueOf(pid()), "GC.run");
            return httpClients() <= 1;
        });
        NodeCommand.run(
                NodeCommand.java("jcmd"),
                String.valueOf(pid()),
                "GC.heap_dump",
                "-overwrite",
                file.toAbsolutePath().toString());
    }

    /** Each has a thread of its own. */
    private long httpClients() {
        return HTTP_CLIENT
                .matcher(NodeCommand.run(NodeCommand.java("jcmd"), String.valueOf(pid()), "Thread.print"))
                .results()
                .count();
    }

    /** Whether a line of its output holds the text. */
    boolean logged(String text) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.anyMatch(line -> line.contains(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines of its output. */
    public String logTail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        kill();
    }

    private void awaitEnd(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("node " + name + " does not end:\n" + logTail());
            }
            RUNNING.remove(process);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void signal(String signal) {
        try {
            int result = new ProcessBuilder("kill", signal, String.valueOf(pid()))
                    .start()
                    .waitFor();
            if (result != 0) {
                throw new IllegalStateException("kill " + signal + " of node " + name + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return name + " (port " + port + ", pid " + pid() + (answers() ? "" : ", silent") + ")";
    }
}
