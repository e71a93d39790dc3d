package io.eseal.inspection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.keys.Sha256;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.Timeline;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stores every report on the certificate of a request. Methods that write run in the caller's transaction. */
@Component
public class InspectionReports {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.NON_ABSENT)
            .build();

    private final JdbcClient jdbc;
    private final Timeline timeline;
    private final Clock clock;

    InspectionReports(JdbcClient jdbc, Timeline timeline, Clock clock) {
        this.jdbc = jdbc;
        this.timeline = timeline;
        this.clock = clock;
    }

    private record Content(InspectionReport inspection, TrustBasis trust) {}

    /**
     * Stores a report as the newest of the request, and tells its outcome on the timeline. It takes over the acceptance
     * of the one before where that {@link StoredReport#covers covers} it.
     *
     * @param certificateSha256 fingerprint of the inspected certificate; empty when none was seen
     */
    public StoredReport add(
            EsealId esealId, Optional<String> certificateSha256, InspectionReport report, TrustBasis trust) {
        String content = write(new Content(report, trust));
        Optional<StoredReport> before = newest(esealId);
        StoredReport stored = new StoredReport(
                before.map(StoredReport::number).orElse(0) + 1,
                certificateSha256,
                report,
                trust,
                Sha256.hex(content),
                before.filter(earlier -> earlier.covers(certificateSha256, report))
                        .flatMap(StoredReport::acceptance));
        jdbc.sql("""
                insert into inspection_report (eseal_id, number, at, conclusion, certificate_sha256, report, sha256,
                       accepted_by, accepted_at)
                values (:id, :number, :at, :conclusion, :certificate, :report, :sha256, :person, :accepted)""")
                .param("id", esealId.value())
                .param("number", stored.number())
                .param("at", report.at().atOffset(ZoneOffset.UTC))
                .param("conclusion", report.conclusion().name())
                .param("certificate", certificateSha256.orElse(null))
                .param("report", content)
                .param("sha256", stored.sha256())
                .param(
                        "person",
                        stored.acceptance()
                                .map(acceptance -> acceptance.person().value())
                                .orElse(null))
                .param(
                        "accepted",
                        stored.acceptance()
                                .map(acceptance -> acceptance.at().atOffset(ZoneOffset.UTC))
                                .orElse(null))
                .update();
        timeline.add(
                esealId,
                new SealEvents.CertificateInspected(
                        stored.number(),
                        report.conclusion().name(),
                        rules(report, Weight.HARD),
                        rules(report, Weight.FINDING),
                        rules(report, Weight.WARNING),
                        stored.sha256()));
        return stored;
    }

    /** Stores that the person accepted the findings of the newest report, and names them on the timeline. */
    public void accept(EsealId esealId, StoredReport report, UserId person) {
        jdbc.sql(
                        "update inspection_report set accepted_by = :person, accepted_at = :now where eseal_id = :id and number = :number")
                .param("person", person.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", esealId.value())
                .param("number", report.number())
                .update();
        timeline.add(
                esealId,
                new SealEvents.FindingsAccepted(
                        report.number(), rules(report.report(), Weight.FINDING), report.sha256()));
    }

    /** Returns the newest report of a request; empty when its certificate was never inspected. */
    public Optional<StoredReport> newest(EsealId esealId) {
        return jdbc.sql(
                        "select * from inspection_report where eseal_id = :id order by number desc fetch first 1 rows only")
                .param("id", esealId.value())
                .query(InspectionReports::row)
                .optional();
    }

    /** Returns all reports of a request, the oldest first. */
    public List<StoredReport> of(EsealId esealId) {
        return jdbc.sql("select * from inspection_report where eseal_id = :id order by number")
                .param("id", esealId.value())
                .query(InspectionReports::row)
                .list();
    }

    private static List<String> rules(InspectionReport report, Weight weight) {
        return report.broken(weight).stream().map(RuleResult::rule).toList();
    }

    private static StoredReport row(ResultSet row, int number) throws SQLException {
        Content content = read(row.getString("report"));
        Optional<OffsetDateTime> acceptedAt = Optional.ofNullable(row.getObject("accepted_at", OffsetDateTime.class));
        Optional<String> acceptedBy = Optional.ofNullable(row.getString("accepted_by"));
        return new StoredReport(
                row.getInt("number"),
                Optional.ofNullable(row.getString("certificate_sha256")),
                content.inspection(),
                content.trust(),
                row.getString("sha256"),
                acceptedBy.flatMap(person ->
                        acceptedAt.map(at -> new StoredReport.Acceptance(UserId.of(person), at.toInstant()))));
    }

    private static String write(Content content) {
        try {
            return JSON.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report that cannot be written", e);
        }
    }

    private static Content read(String content) {
        try {
            return JSON.readValue(content, Content.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("inspection_report.report is no report", e);
        }
    }
}
