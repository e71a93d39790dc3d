package io.eseal.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what processes used, as Linux counts it. */
final class Processes {

    private static final Pattern USED = Pattern.compile("generation +total \\d+K, used (\\d+)K");
    private static final int TICKS_A_SECOND = 100;

    private Processes() {}

    /** Returns the processor time of a process. */
    static Duration cpu(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /** Returns the resident memory of a process in MB. */
    static double residentMegabytes(long pid) {
        return read(pid, "status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /** Returns the memory in MB that the objects of a JVM with the serial collector take after a collection. */
    static double liveHeapMegabytes(long pid) {
        String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        run(tool, String.valueOf(pid), "GC.run");
        Matcher used = USED.matcher(run(tool, String.valueOf(pid), "GC.heap_info"));
        double kilobytes = 0;
        while (used.find()) {
            kilobytes += Double.parseDouble(used.group(1));
        }
        return kilobytes / 1024;
    }

    private static String run(String... command) {
        try {
            Process process = new ProcessBuilder(command).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the processor time of a PostgreSQL server: of its processes, and of those that have ended. */
    static Duration cpuOfDatabase(JdbcClient sql) {
        long one = sql.sql("select pid from pg_stat_activity where backend_type = 'checkpointer'")
                .query(Long.class)
                .single();
        ProcessHandle server = ProcessHandle.of(one).orElseThrow().parent().orElseThrow();
        String stat = read(server.pid(), "stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticksOfEnded = Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
        return server.children()
                .map(child -> cpu(child.pid()))
                .reduce(cpu(server.pid()), Duration::plus)
                .plusMillis(ticksOfEnded * 1000 / TICKS_A_SECOND);
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
