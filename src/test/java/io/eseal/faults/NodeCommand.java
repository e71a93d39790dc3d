package io.eseal.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds the command that starts a node in a JVM of its own. Takes the packaged jar where it is not older than the
 * classes (failsafe runs after package), unpacked as Spring Boot advises because nested jars double the time to start;
 * takes the class path of this JVM otherwise.
 */
final class NodeCommand {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path JAR = TARGET.resolve("eseal-orchestrator.jar");
    /** Spring Boot dates the jar as pom.xml says; the one that it made it from tells when that was. */
    private static final Path BUILT = TARGET.resolve("eseal-orchestrator.jar.original");

    private static final Path UNPACKED = TARGET.resolve("faults/application");
    private static final Path ARCHIVE = TARGET.resolve("faults/application.jsa");
    private static final String MAIN = "io.eseal.EsealOrchestratorApplication";

    private NodeCommand() {}

    /** Returns the folder of the nodes' logs. */
    static Path logs() {
        try {
            return Files.createDirectories(TARGET.resolve("faults"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command without the application's arguments. */
    static synchronized List<String> command(NodeSettings settings) {
        List<String> command = new ArrayList<>(
                List.of(java("java"), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", "-Xlog:cds=off"));
        command.addAll(settings.jvmArguments());
        if (isPackaged()) {
            alone(NodeCommand::unpack);
        }
        if (settings.classesFirst().isPresent()) {
            String others = isPackaged() ? UNPACKED.resolve(JAR.getFileName()).toString() : classPath();
            command.addAll(List.of("-cp", settings.classesFirst().get() + File.pathSeparator + others, MAIN));
        } else if (isPackaged()) {
            command.add(Files.exists(ARCHIVE) ? "-XX:SharedArchiveFile=" + ARCHIVE : "-XX:+RecordDynamicDumpInfo");
            command.addAll(List.of("-jar", UNPACKED.resolve(JAR.getFileName()).toString()));
        } else {
            command.addAll(List.of("-cp", classPath(), MAIN));
        }
        return command;
    }

    /** Archives the classes of a node that has started, once: the next ones start in two thirds of the time. */
    static synchronized void archive(long pid) {
        if (isPackaged() && Files.exists(Path.of(java("jcmd")))) {
            alone(() -> {
                if (!Files.exists(ARCHIVE)) {
                    run(java("jcmd"), String.valueOf(pid), "VM.cds", "dynamic_dump", ARCHIVE.toString());
                }
            });
        }
    }

    private static boolean isPackaged() {
        try (Stream<Path> classes = Files.walk(TARGET.resolve("classes"))) {
            long newest = classes.mapToLong(path -> path.toFile().lastModified())
                    .max()
                    .orElse(0);
            return Files.exists(JAR) && BUILT.toFile().lastModified() >= newest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Works on the files that tests of another process may need at the same moment. */
    private static void alone(Runnable work) {
        try (FileChannel file = FileChannel.open(
                        logs().resolve("one-at-a-time"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock ignored = file.lock()) {
            work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack() {
        Path unpacked = UNPACKED.resolve(JAR.getFileName());
        if (Files.exists(unpacked)
                && unpacked.toFile().lastModified() >= BUILT.toFile().lastModified()) {
            return;
        }
        run(
                java("java"),
                "-Djarmode=tools",
                "-jar",
                JAR.toString(),
                "extract",
                "--force",
                "--destination",
                UNPACKED.toString());
        if (!unpacked.toFile().setLastModified(System.currentTimeMillis())
                || !ARCHIVE.toFile().delete() && Files.exists(ARCHIVE)) {
            throw new IllegalStateException("cannot write below " + TARGET);
        }
    }

    /** Returns what it printed. */
    static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + "\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Surefire and failsafe may start this JVM with a jar that holds nothing but a manifest. */
    private static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }
}
