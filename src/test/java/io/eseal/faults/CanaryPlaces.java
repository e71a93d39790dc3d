package io.eseal.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Lists the places where a run of the service may have left something, how much of each was searched, and what was
 * found there.
 */
final class CanaryPlaces {

    /** @param bytes how many were searched */
    record Place(String name, long bytes, Set<String> found) {}

    private final List<Place> places = new ArrayList<>();

    List<Place> all() {
        return List.copyOf(places);
    }

    List<Place> withFindings() {
        return places.stream().filter(place -> !place.found().isEmpty()).toList();
    }

    void bytes(String name, byte[] bytes, CanarySearch search) {
        places.add(new Place(name, bytes.length, search.in(bytes)));
    }

    void texts(String name, Collection<String> texts, CanarySearch search) {
        bytes(name, String.join("\n", texts).getBytes(StandardCharsets.UTF_8), search);
    }

    /** Every file below the directory, or the one file. */
    void files(String name, Path directory, CanarySearch search) {
        long size = 0;
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = read(file);
                size += bytes.length;
                search.in(bytes).forEach(canary -> found.add(directory.relativize(file) + ": " + canary));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        places.add(new Place(name, size, found));
    }

    private static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException removedMeanwhile) {
            return new byte[0];
        }
    }

    /** Every column of every table, binary ones as bytes and all others as text. */
    void tables(DataSource database, CanarySearch search) {
        try (Connection connection = database.getConnection()) {
            for (String table : tables(connection)) {
                table(connection, table, search);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet tables = connection
                .getMetaData()
                .getTables(null, connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME"));
            }
        }
        return names;
    }

    private void table(Connection connection, String table, CanarySearch search) throws SQLException {
        long size = 0;
        Set<String> found = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select * from \"" + table + '"')) {
            while (row.next()) {
                for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    byte[] value = value(row, column);
                    size += value.length;
                    String name = row.getMetaData().getColumnName(column);
                    search.in(value).forEach(canary -> found.add(name.toLowerCase(Locale.ROOT) + ": " + canary));
                }
            }
        }
        places.add(new Place("table " + table.toLowerCase(Locale.ROOT), size, found));
    }

    private static byte[] value(ResultSet row, int column) throws SQLException {
        byte[] value = switch (row.getMetaData().getColumnType(column)) {
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> row.getBytes(column);
            default ->
                row.getString(column) == null ? null : row.getString(column).getBytes(StandardCharsets.UTF_8);
        };
        return value == null ? new byte[0] : value;
    }

    @Override
    public String toString() {
        return "%-44s %14s  %s%n".formatted("place", "bytes searched", "found")
                + places.stream()
                        .map(place -> "%-44s %14d  %s%n"
                                .formatted(
                                        place.name(),
                                        place.bytes(),
                                        place.found().isEmpty() ? "nothing" : String.join(", ", place.found())))
                        .collect(Collectors.joining());
    }
}
