package io.eseal.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;

/**
 * Prints what limits the service first, from the figures of a run: {@code target/bench/report.json}, or the file that
 * is given. Compares the simulation with the points of the run before it says anything of others.
 */
final class Capacity {

    /** The defaults of {@code certcentral.limits}: 800 calls in 3 minutes. */
    static final double QUOTA_AN_HOUR = 16_000;

    private static final double CHANGING = 0.01;
    private static final int[] WAITING = {10_000, 100_000, 1_000_000};
    private static final int[] LIFECYCLES_A_MINUTE = {10, 100, 1_000};
    /** A processor that is busier than this makes people wait. */
    private static final double BUSY = 0.6;

    private static final int PROCESSORS_OF_A_NODE = 2;

    private final JsonNode figures;
    private final CapacityModel model = new CapacityModel(QUOTA_AN_HOUR, CHANGING);

    Capacity(JsonNode report) {
        this.figures = report.get("figures");
    }

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments.length > 0 ? arguments[0] : "target/bench/report.json");
        System.out.println(new Capacity(new ObjectMapper().readTree(file.toFile())).markdown());
    }

    /** Returns the measured calls of an hour with so many waiting orders; empty where the run has none. */
    OptionalDouble measuredCalls(int waiting) {
        String beginning = String.format(Locale.ROOT, "calls an hour, %,d orders waiting", waiting);
        return StreamSupport.stream(figures.spliterator(), false)
                .filter(figure -> figure.get("figure").asText().startsWith(beginning) && figure.has("service"))
                .mapToDouble(figure -> figure.get("service").asDouble())
                .findFirst();
    }

    double simulatedCalls(int waiting) {
        return model.hour(waiting).all();
    }

    private double unit(String beginning) {
        return StreamSupport.stream(figures.spliterator(), false)
                .filter(figure -> figure.get("figure").asText().startsWith(beginning))
                .mapToDouble(figure -> figure.get("service").asDouble())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The run did not measure: " + beginning));
    }

    String markdown() {
        StringBuilder text =
                new StringBuilder("| orders waiting | calls an hour, measured | simulated |\n|---|---|---|\n");
        for (int waiting : new int[] {100, 1_000, 10_000, 100_000, 1_000_000}) {
            OptionalDouble measured = measuredCalls(waiting);
            text.append(String.format(
                    Locale.ROOT,
                    "| %,d | %s | %,.0f |%n",
                    waiting,
                    measured.isPresent() ? String.format(Locale.ROOT, "%,.0f", measured.getAsDouble()) : "",
                    simulatedCalls(waiting)));
        }
        text.append("\n| orders waiting | lifecycles a minute | calls an hour | keys | transactions a second"
                + " | processors of PostgreSQL | processors of nodes | nodes | rows a year |\n"
                + "|---|---|---|---|---|---|---|---|---|\n");
        double calls = unit("calls of a lifecycle");
        double transactions = unit("transactions of a lifecycle");
        double rows = unit("rows written for a lifecycle");
        double node = unit("CPU of the node for a lifecycle") / 1000;
        double database = unit("CPU of PostgreSQL for a lifecycle") / 1000;
        for (int waiting : WAITING) {
            for (int lifecycles : LIFECYCLES_A_MINUTE) {
                double aSecond = lifecycles / 60.0;
                double callsAnHour = simulatedCalls(waiting) + lifecycles * 60 * calls;
                double nodes = Math.max(1, Math.ceil(aSecond * node / BUSY / PROCESSORS_OF_A_NODE));
                text.append(String.format(
                        Locale.ROOT,
                        "| %,d | %,d | %,.0f | %.0f | %.1f | %.1f | %.1f | %.0f | %.2g |%n",
                        waiting,
                        lifecycles,
                        callsAnHour,
                        Math.ceil(callsAnHour / QUOTA_AN_HOUR),
                        aSecond * transactions,
                        aSecond * database / BUSY,
                        aSecond * node / BUSY,
                        nodes,
                        lifecycles * 60.0 * 24 * 365 * rows));
            }
        }
        return text.toString();
    }
}
