package io.eseal.packaging;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program in a process of its own, followed by what it prints. */
final class RunningProgram implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final StringBuilder printed = new StringBuilder();

    private RunningProgram(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static RunningProgram start(ProcessBuilder program) throws IOException {
        return new RunningProgram(program.start());
    }

    /** Waits for a line; answers its first group. */
    String prints(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        for (String line = next(); line != null; line = next()) {
            Matcher found = wanted.matcher(line);
            if (found.find()) {
                return found.group(1);
            }
        }
        throw new AssertionError("ended without printing " + pattern + ":\n" + printed);
    }

    /** Asks it to end, as Ctrl-C does, and waits until it has; what it printed to its end. */
    String ends() throws InterruptedException {
        // That of the process itself would close its output too.
        process.toHandle().destroy();
        return ended();
    }

    /** Waits until it has ended by itself. */
    String ended() throws InterruptedException {
        while (next() != null) {
            // All of it is kept.
        }
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new AssertionError("does not end:\n" + printed);
        }
        return printed.toString();
    }

    int exitValue() {
        return process.exitValue();
    }

    private String next() {
        try {
            String line = output.readLine();
            if (line != null) {
                printed.append(line).append('\n');
            }
            return line;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
