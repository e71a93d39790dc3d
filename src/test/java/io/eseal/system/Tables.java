package io.eseal.system;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/** Every table of the database, the engine's too, as somebody with a dump of it sees them. */
record Tables(DataSource database) {

    /** The columns that hold the text somewhere, as {@code table.column}. */
    Set<String> columnsWith(String text) {
        Set<String> found = new TreeSet<>();
        try (Connection connection = database.getConnection()) {
            for (String table : names(connection)) {
                search(connection, table, text, found);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    void execute(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> names(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        DatabaseMetaData metaData = connection.getMetaData();
        try (ResultSet tables =
                metaData.getTables(null, connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                names.add('"' + tables.getString("TABLE_NAME") + '"');
            }
        }
        return names;
    }

    private static void search(Connection connection, String table, String text, Set<String> found)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from " + table)) {
            ResultSetMetaData columns = rows.getMetaData();
            while (rows.next()) {
                for (int column = 1; column <= columns.getColumnCount(); column++) {
                    if (text(rows, column).contains(text)) {
                        found.add(table + "." + columns.getColumnName(column));
                    }
                }
            }
        }
    }

    private static String text(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        if (value instanceof byte[] || value instanceof java.sql.Blob) {
            return new String(row.getBytes(column), StandardCharsets.UTF_8);
        }
        return String.valueOf(row.getString(column));
    }
}
