package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.inspection.CertificateChain;
import io.eseal.lifecycle.CompletionRefused;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
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
        Optional<X509Certificate> leaf = seal.leaf();
        jdbc.sql("delete from certificate where eseal_id = :id")
                .param("id", seal.esealId().value())
                .update();
        jdbc.sql("""
                insert into certificate (eseal_id, order_id, certificate_id, serial_number, valid_from, valid_till, pem,
                       private_key, order_differs, sha256, key_print)
                values (:id, :order, :certificate, :serial, :from, :till, :pem, :privateKey, :differs, :sha256, :key)""")
                .param("id", seal.esealId().value())
                .param("order", seal.orderId().value())
                .param("certificate", seal.certificateId())
                .param("serial", seal.serialNumber().orElse(null))
                .param("from", at(seal.validFrom()))
                .param("till", at(seal.validTill()))
                .param("pem", seal.pem().orElse(null))
                .param("privateKey", seal.privateKey())
                .param("differs", seal.orderDiffers().orElse(null))
                .param("sha256", leaf.map(CertificateChain::fingerprint).orElse(null))
                .param("key", leaf.map(CertificateChain::keyPrint).orElse(null))
                .update();
    }

    /**
     * Stores that the certificate is in service, with names, serial number and validity, and that it is this request's
     * for ever.
     *
     * @throws CompletionRefused when another request has the same certificate in service
     */
    void registered(IssuedSeal seal, Optional<RegisteredNames> names) {
        seal.leaf().ifPresent(leaf -> hold(seal.esealId(), leaf));
        jdbc.sql("""
                update certificate set subject = :subject, issuer = :issuer, registered_at = :now,
                       serial_number = :serial, valid_from = :from, valid_till = :till
                where eseal_id = :id""")
                .param("subject", names.map(RegisteredNames::subject).orElse(null))
                .param("issuer", names.map(RegisteredNames::issuer).orElse(null))
                .param("serial", seal.serialNumber().orElse(null))
                .param("from", at(seal.validFrom()))
                .param("till", at(seal.validTill()))
                .param("now", at(clock.instant()))
                .param("id", seal.esealId().value())
                .update();
    }

    /** Names in a registered certificate, cut to what their columns hold. */
    record RegisteredNames(String subject, String issuer) {}

    private void hold(EsealId esealId, X509Certificate leaf) {
        String sha256 = CertificateChain.fingerprint(leaf);
        String issuerAndSerial = CertificateChain.issuerAndSerial(leaf);
        List<String> holders = jdbc.sql(
                        "select eseal_id from certificate_holder where sha256 = :sha256 or issuer_serial = :serial")
                .param("sha256", sha256)
                .param("serial", issuerAndSerial)
                .query(String.class)
                .list();
        holders.stream()
                .filter(holder -> !holder.equals(esealId.value()))
                .findFirst()
                .ifPresent(holder -> {
                    throw new CompletionRefused(
                            "The certificate, or one with its issuer and serial number, is in service for " + holder
                                    + " already (rule certificate_elsewhere): it cannot be this request's.");
                });
        if (holders.isEmpty()) {
            jdbc.sql("""
                    insert into certificate_holder (sha256, issuer_serial, eseal_id, registered_at)
                    values (:sha256, :serial, :id, :now)""")
                    .param("sha256", sha256)
                    .param("serial", issuerAndSerial)
                    .param("id", esealId.value())
                    .param("now", at(clock.instant()))
                    .update();
        }
    }

    /** Returns the other requests to which the certificate, or one with its issuer and serial number, came. */
    List<String> othersWithCertificate(EsealId esealId, X509Certificate leaf) {
        return jdbc.sql("""
                select eseal_id from certificate where sha256 = :sha256 and eseal_id <> :id
                union select eseal_id from certificate_holder
                where (sha256 = :sha256 or issuer_serial = :serial) and eseal_id <> :id order by eseal_id""")
                .param("sha256", CertificateChain.fingerprint(leaf))
                .param("serial", CertificateChain.issuerAndSerial(leaf))
                .param("id", esealId.value())
                .query(String.class)
                .list();
    }

    /** Returns the other requests to which a certificate with the same key came. */
    List<String> othersWithKey(EsealId esealId, X509Certificate leaf) {
        return jdbc.sql("select eseal_id from certificate where key_print = :key and eseal_id <> :id order by eseal_id")
                .param("key", CertificateChain.keyPrint(leaf))
                .param("id", esealId.value())
                .query(String.class)
                .list();
    }

    /** Returns whether the certificate of the request was registered as the seal in service. */
    boolean isRegistered(EsealId esealId) {
        return jdbc.sql("select count(*) from certificate where eseal_id = :id and registered_at is not null")
                        .param("id", esealId.value())
                        .query(Long.class)
                        .single()
                == 1;
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
                        Optional.ofNullable(row.getString("pem")),
                        row.getBoolean("private_key"),
                        Optional.ofNullable(row.getString("order_differs"))))
                .optional();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
