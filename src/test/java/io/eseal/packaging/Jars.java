package io.eseal.packaging;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The jars in {@code target}, and how they are started. */
final class Jars {

    static final Path SERVICE = Path.of("target/eseal-orchestrator.jar").toAbsolutePath();
    static final Path SIMULATOR =
            Path.of("target/eseal-orchestrator-simulator.jar").toAbsolutePath();
    private static final Path DEMO_CLASSES = Path.of("target/demo-classes").toAbsolutePath();

    private Jars() {}

    static List<String> run(Path jar, String... arguments) {
        return java(Stream.concat(Stream.of("-jar", jar.toString()), Stream.of(arguments)));
    }

    /**
     * Returns the command that runs the demo as Maven does: with the service's classes and libraries, then those of
     * stand-in and launcher.
     */
    static List<String> demo(Path folder, String... arguments) throws IOException, InterruptedException {
        Process extraction = new ProcessBuilder(java(
                        Stream.of("-Djarmode=tools", "-jar", SERVICE.toString(), "extract", "--destination"), folder))
                .inheritIO()
                .start();
        if (extraction.waitFor() != 0) {
            throw new AssertionError(SERVICE + " cannot be unpacked");
        }
        String classPath = folder.resolve(SERVICE.getFileName()) + File.pathSeparator + DEMO_CLASSES;
        return java(Stream.concat(Stream.of("-cp", classPath, "io.eseal.demo.Demo"), Stream.of(arguments)));
    }

    /** The command with nothing of this machine's settings, which may be for another demo. */
    static ProcessBuilder alone(List<String> command, Path folder, Map<String, String> settings) {
        ProcessBuilder process =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        process.environment().keySet().removeIf(name -> name.matches("(CERTCENTRAL|ESEAL|SERVER|SIMULATOR|SPRING)_.*"));
        process.environment().putAll(settings);
        return process;
    }

    private static List<String> java(Stream<String> arguments, Path last) {
        return java(Stream.concat(arguments, Stream.of(last.toString())));
    }

    private static List<String> java(Stream<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        arguments.forEach(command::add);
        return command;
    }
}
