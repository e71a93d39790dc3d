package io.eseal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.faults.Canaries.Card;
import io.eseal.faults.CanaryPlaces.Place;
import io.eseal.fixtures.Database;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * Sends a card of its own along every path into the service, failures included, while everything is logged that an
 * operator can turn on; then searches all that the service leaves behind for it: {@code target/canary/report.txt} says
 * what and how much.
 *
 * <p>The heap is searched as a garbage collection leaves it, after some calls without a card: what nothing holds any
 * more counts as gone, though its bytes are overwritten only in time. The API key and passwords are left out there, for
 * a service that runs has the one in memory and sessions may have the others. What the operating system keeps of its
 * sockets is not looked at.
 */
class CanaryIT {

    private static final Path OUTPUT = Path.of("target/canary").toAbsolutePath();

    @BeforeAll
    static void clear() throws IOException {
        FileSystemUtils.deleteRecursively(OUTPUT);
    }

    @ParameterizedTest
    @EnumSource
    void no_card_and_no_secret_stays_anywhere(Database database) throws Exception {
        try (CanaryRun run = new CanaryRun(
                OUTPUT.resolve(database.name().toLowerCase(Locale.ROOT)), database, NodeSettings.standard())) {
            run.walk().everyPath();
            run.searchHeap("heap after all paths");
            run.walk().nodeIsKilled();
            assertThat(run.search().withFindings()).as(run::report).isEmpty();
        }
    }

    @Test
    void a_leak_in_any_kind_of_place_is_found() throws Exception {
        NodeSettings leaking =
                NodeSettings.standard().withClassesFirst(LeakingApplication.classes(OUTPUT.resolve("leaking")));
        try (CanaryRun run = new CanaryRun(OUTPUT.resolve("planted"), Database.POSTGRES, leaking)) {
            run.walk().payOnce();
            plant(run.sql(), run.canaries().card("planted"));
            List<Place> found = run.search().withFindings();
            assertThat(found)
                    .as(run::report)
                    .extracting(Place::name)
                    .containsOnlyOnce(
                            "table act_ru_variable",
                            "table act_hi_comment",
                            "table act_ge_bytearray",
                            "files of the database",
                            "temporary files",
                            "heap")
                    .anyMatch(place -> place.startsWith("log "));
            assertThat(run.report()).contains("(UTF-16BE)", "(UTF-16LE)", "(UTF-8)", "(base64)", "in gzip");
        }
    }

    private static void plant(JdbcClient sql, Card card) throws IOException {
        sql.sql(
                        "insert into act_ru_variable (id_, rev_, type_, name_, text_) values ('leak', 1, 'string', 'leak', :text)")
                .param("text", card.payment().toString())
                .update();
        sql.sql(
                        "insert into act_hi_comment (id_, type_, time_, message_) values ('leak', 'comment', current_timestamp, :text)")
                .param("text", card.grouped("-"))
                .update();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(card.number().getBytes(StandardCharsets.UTF_8));
        }
        sql.sql("insert into act_ge_bytearray (id_, rev_, name_, bytes_) values ('leak', 1, 'leak', :bytes)")
                .param("bytes", packed.toByteArray())
                .update();
    }
}
