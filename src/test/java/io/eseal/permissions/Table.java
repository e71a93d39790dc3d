package io.eseal.permissions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The rows of docs/authorisation.md: what auditors read is what is tested. */
record Table(List<Row> rows) {

    private static final int CELLS = 2 + Person.ALL.size() + 1;

    static Table read() throws IOException {
        return new Table(Files.readAllLines(Path.of("docs/authorisation.md")).stream()
                .filter(line -> line.matches("\\| (\\*|[A-Z ]+) \\| `.*"))
                .map(Table::cells)
                .map(Row::of)
                .toList());
    }

    private static List<String> cells(String line) {
        List<String> cells = Arrays.stream(line.substring(1).split("\\|", -1))
                .map(String::strip)
                .limit(CELLS)
                .toList();
        if (cells.size() != CELLS) {
            throw new AssertionError("A row needs " + CELLS + " cells: " + line);
        }
        return cells;
    }

    /** The narrowest of the rows that speak of the route. */
    Optional<Row> rowOf(Route route) {
        return rows.stream().filter(row -> row.covers(route)).min(Row.NARROWEST);
    }
}
