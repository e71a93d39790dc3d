package io.eseal.trust;

import io.eseal.keys.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps the trusted lists in the database, so that all nodes use the same ones. */
@Component
class StoredLists {

    private static final int LONGEST_FAILURE = 1000;

    private final JdbcClient jdbc;
    // Whoever asks for a judgement may do so in a transaction that is rolled back, and DSS reads by threads of its own.
    private final TransactionTemplate ownTransaction;

    StoredLists(JdbcClient jdbc, PlatformTransactionManager transactionManager) {
        this.jdbc = jdbc;
        this.ownTransaction = new TransactionTemplate(transactionManager);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Returns all lists, without their documents. */
    List<StoredList> all() {
        return jdbc.sql(
                        "select url, territory, sequence_number, issued_at, next_update, sha256, fetched_at, failed_at, failure "
                                + "from trusted_list order by territory, url")
                .query(StoredLists::list)
                .list();
    }

    /** Returns the list of this address; empty when it is not known. */
    Optional<StoredList> find(String url) {
        return all().stream().filter(list -> list.url().equals(url)).findFirst();
    }

    /** Returns the last good document of a list; empty when there is none. */
    Optional<byte[]> document(String url) {
        return jdbc.sql("select document from trusted_list where url = :url and document is not null")
                .param("url", url)
                .query(String.class)
                .optional()
                .map(StoredLists::unpacked);
    }

    /** Returns a text that changes with each change of any document. */
    String version() {
        return version(all());
    }

    /** Returns all lists with their documents, as they were at one moment. */
    Contents contents() {
        List<StoredList> lists = new ArrayList<>();
        Map<String, String> documents = new HashMap<>();
        jdbc.sql("select * from trusted_list").query(row -> {
            StoredList list = list(row, lists.size());
            lists.add(list);
            Optional.ofNullable(row.getString("document")).ifPresent(document -> documents.put(list.url(), document));
        });
        return new Contents(List.copyOf(lists), Map.copyOf(documents));
    }

    /** Lists of one moment, and their packed documents by address. */
    record Contents(List<StoredList> lists, Map<String, String> packed) {

        String version() {
            return StoredLists.version(lists);
        }

        Optional<byte[]> document(String url) {
            return Optional.ofNullable(packed.get(url)).map(StoredLists::unpacked);
        }
    }

    // By content: while lists are stored one after the other, times and numbers can stay as they are.
    private static String version(List<StoredList> lists) {
        return Sha256.hex(lists.stream()
                .flatMap(list -> list.good().map(good -> list.url() + " " + good.sha256()).stream())
                .sorted()
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8));
    }

    /** Stores a good document, which ends a failure. */
    void keep(String url, Optional<String> territory, StoredList.Good good, byte[] document) {
        String packed = packed(document);
        ownTransaction.executeWithoutResult(status -> update(url, territory, good, packed));
    }

    private void update(String url, Optional<String> territory, StoredList.Good good, String document) {
        row(url);
        jdbc.sql("""
                update trusted_list set document = :document
                where url = :url and (sha256 is null or sha256 <> :sha256)""")
                .param("document", document)
                .param("url", url)
                .param("sha256", good.sha256())
                .update();
        jdbc.sql("""
                update trusted_list set territory = :territory, sequence_number = :number, issued_at = :issued,
                next_update = :next, sha256 = :sha256, fetched_at = :now, failed_at = null, failure = null where url = :url""")
                .param("territory", territory.orElse(null))
                .param("number", good.sequenceNumber())
                .param("issued", good.issuedAt().atOffset(ZoneOffset.UTC))
                .param("next", good.nextUpdate().atOffset(ZoneOffset.UTC))
                .param("sha256", good.sha256())
                .param("now", good.fetchedAt().atOffset(ZoneOffset.UTC))
                .param("url", url)
                .update();
    }

    /** Records that a list could not be had; its last good document stays. */
    void fail(String url, Optional<String> territory, Instant at, String failure) {
        ownTransaction.executeWithoutResult(status -> update(url, territory, at, failure));
    }

    private void update(String url, Optional<String> territory, Instant at, String failure) {
        row(url);
        jdbc.sql("""
                update trusted_list set territory = coalesce(:territory, territory), failed_at = :at, failure = :failure
                where url = :url""")
                .param("territory", territory.orElse(null))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("failure", failure.length() > LONGEST_FAILURE ? failure.substring(0, LONGEST_FAILURE) : failure)
                .param("url", url)
                .update();
    }

    /** Deletes the lists of all other addresses. */
    void keepOnly(Collection<String> urls) {
        ownTransaction.executeWithoutResult(status -> all().stream()
                .map(StoredList::url)
                .filter(url -> !urls.contains(url))
                .forEach(url -> jdbc.sql("delete from trusted_list where url = :url")
                        .param("url", url)
                        .update()));
    }

    // One node at a time writes here, so that nobody else inserts in between.
    private void row(String url) {
        if (find(url).isEmpty()) {
            jdbc.sql("insert into trusted_list (url) values (:url)")
                    .param("url", url)
                    .update();
        }
    }

    private static StoredList list(ResultSet row, int number) throws SQLException {
        return new StoredList(
                row.getString("url"),
                Optional.ofNullable(row.getString("territory")),
                row.getString("sha256") == null
                        ? Optional.empty()
                        : Optional.of(new StoredList.Good(
                                row.getLong("sequence_number"),
                                instant(row, "issued_at").orElseThrow(),
                                instant(row, "next_update").orElseThrow(),
                                row.getString("sha256"),
                                instant(row, "fetched_at").orElseThrow())),
                instant(row, "failed_at"),
                Optional.ofNullable(row.getString("failure")));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static String packed(byte[] document) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(document);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    private static byte[] unpacked(String packed) {
        try (GZIPInputStream gzip =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(packed)))) {
            return gzip.readAllBytes();
        } catch (IOException damaged) {
            throw new UncheckedIOException("a trusted list in the database is damaged", damaged);
        }
    }
}
