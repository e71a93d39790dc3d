package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and writes the table of certificates. */
@Component
class IssuedSeals {

    private final JdbcClient jdbc;
    private final Clock clock;

    IssuedSeals(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Stores the certificate of a request and replaces an earlier one. */
    void save(IssuedSeal seal) {
        jdbc.sql("delete from certificate where eseal_id = :id")
                .param("id", seal.esealId().value())
                .update();
        jdbc.sql("""
                insert into certificate (eseal_id, order_id, certificate_id, serial_number, valid_from, valid_till, pem)
                values (:id, :order, :certificate, :serial, :from, :till, :pem)""")
                .param("id", seal.esealId().value())
                .param("order", seal.orderId().value())
                .param("certificate", seal.certificateId())
                .param("serial", seal.serialNumber().orElse(null))
                .param("from", at(seal.validFrom()))
                .param("till", at(seal.validTill()))
                .param("pem", seal.pem().orElse(null))
                .update();
    }

    /** Stores that the certificate is in service, with names, key fingerprint, serial number and validity. */
    void registered(
            IssuedSeal seal, Optional<String> subject, Optional<String> issuer, Optional<String> keyFingerprint) {
        jdbc.sql("""
                update certificate set subject = :subject, issuer = :issuer, key_print = :fingerprint, registered_at = :now,
                       serial_number = :serial, valid_from = :from, valid_till = :till
                where eseal_id = :id""")
                .param("subject", subject.orElse(null))
                .param("issuer", issuer.orElse(null))
                .param("fingerprint", keyFingerprint.orElse(null))
                .param("serial", seal.serialNumber().orElse(null))
                .param("from", at(seal.validFrom()))
                .param("till", at(seal.validTill()))
                .param("now", at(clock.instant()))
                .param("id", seal.esealId().value())
                .update();
    }

    /** Finds the certificate of a request; empty when there is none. */
    Optional<IssuedSeal> find(EsealId esealId) {
        return jdbc.sql("select * from certificate where eseal_id = :id")
                .param("id", esealId.value())
                .query((row, n) -> new IssuedSeal(
                        EsealId.of(row.getString("eseal_id")),
                        OrderId.of(row.getLong("order_id")),
                        row.getLong("certificate_id"),
                        Optional.ofNullable(row.getString("serial_number")),
                        row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                        row.getObject("valid_till", OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(row.getString("pem"))))
                .optional();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
