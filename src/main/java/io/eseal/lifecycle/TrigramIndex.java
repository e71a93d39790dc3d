package io.eseal.lifecycle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes an index of trigrams on PostgreSQL, in which a part of a text is looked up. */
final class TrigramIndex {

    private static final Logger LOG = LoggerFactory.getLogger(TrigramIndex.class);

    // The database's owner may create it since PostgreSQL 13; others go on without.
    private static final String EXTENSION = """
            do $$ begin
              create extension if not exists pg_trgm;
            exception when others then null;
            end $$""";

    private TrigramIndex() {}

    /**
     * Makes the index on a column of the requests; without the extension {@code pg_trgm} the log says what it takes.
     */
    static void make(Statement statement, String name, String column) throws SQLException {
        statement.execute(EXTENSION);
        // Somebody may have made the extension in a schema of its own.
        try (ResultSet schema = statement.executeQuery(
                "select quote_ident(n.nspname) from pg_extension e join pg_namespace n on n.oid = e.extnamespace"
                        + " where e.extname = 'pg_trgm'")) {
            if (!schema.next()) {
                LOG.warn("The database has no extension pg_trgm, and this user may not create it:"
                        + " searches read all requests. See docs/operating.md, Searches.");
                return;
            }
            String operators = schema.getString(1) + ".gin_trgm_ops";
            statement.execute("create index " + name + " on eseal using gin (" + column + " " + operators + ")");
        }
    }
}
