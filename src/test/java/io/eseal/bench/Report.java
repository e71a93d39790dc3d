package io.eseal.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Collects the figures of a run as one table, and writes it as Markdown and as JSON. A figure that could not be
 * measured is no row, but is named with the reason below the table.
 */
final class Report {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Map<String, String> about = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<String> notMeasured = new ArrayList<>();

    /** Where a figure belongs. */
    enum Column {
        SERVICE("this service"),
        STOCK("stock"),
        LOWER_BOUND("lower bound");

        private final String title;

        Column(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** One figure of each column that has it. */
    record Row(String figure, String unit, Map<Column, Double> values) {

        /** Returns how many times the service's figure the stock's is. */
        Optional<Double> ratio() {
            Double service = values.get(Column.SERVICE);
            Double stock = values.get(Column.STOCK);
            return service == null || stock == null || service == 0 ? Optional.empty() : Optional.of(stock / service);
        }
    }

    /** Says something of the whole run, such as its date. */
    void about(String what, String value) {
        about.put(what, value);
    }

    /** Adds a figure; one that is there already under this name gets the value in its column. */
    void add(String figure, String unit, Column column, double value) {
        Row row = rows.stream()
                .filter(other -> other.figure().equals(figure))
                .findFirst()
                .orElseGet(() -> {
                    Row added = new Row(figure, unit, new LinkedHashMap<>());
                    rows.add(added);
                    return added;
                });
        row.values().put(column, value);
    }

    void notMeasured(String figure, String reason) {
        notMeasured.add(figure + ": " + reason);
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        about.forEach((what, value) ->
                text.append("- ").append(what).append(": ").append(value).append('\n'));
        text.append("\n| figure | unit |");
        for (Column column : Column.values()) {
            text.append(' ').append(column.title()).append(" |");
        }
        text.append(" stock / this service |\n|---|---|---|---|---|---|\n");
        for (Row row : rows) {
            text.append("| ")
                    .append(row.figure())
                    .append(" | ")
                    .append(row.unit())
                    .append(" |");
            for (Column column : Column.values()) {
                text.append(' ')
                        .append(Optional.ofNullable(row.values().get(column))
                                .map(Report::number)
                                .orElse(""))
                        .append(" |");
            }
            text.append(' ').append(row.ratio().map(Report::number).orElse("")).append(" |\n");
        }
        if (!notMeasured.isEmpty()) {
            text.append("\nNot measured:\n\n");
            notMeasured.forEach(missing -> text.append("- ").append(missing).append('\n'));
        }
        return text.toString();
    }

    String json() {
        ObjectNode root = JSON.createObjectNode();
        about.forEach(root.putObject("about")::put);
        ArrayNode list = root.putArray("figures");
        for (Row row : rows) {
            ObjectNode node = list.addObject().put("figure", row.figure()).put("unit", row.unit());
            row.values().forEach((column, value) -> node.put(column.name().toLowerCase(Locale.ROOT), value));
            row.ratio().ifPresent(ratio -> node.put("stock_to_service", ratio));
        }
        ArrayNode missing = root.putArray("not_measured");
        notMeasured.forEach(missing::add);
        try {
            return JSON.writeValueAsString(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes {@code report.md} and {@code report.json} into the folder, in place of those of an earlier run. */
    void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("report.md"), markdown());
            Files.writeString(folder.resolve("report.json"), json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns three significant digits, and all digits before the point. */
    private static String number(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 || value == Math.rint(value) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
