package io.eseal.certificate;

import io.eseal.certcentral.OrderInfo;
import io.eseal.inspection.CertificateChain;
import io.eseal.inspection.QualifiedStatements;
import io.eseal.orderbody.OrderBody;
import io.eseal.request.Csr;
import io.eseal.request.CsrRejected;
import io.eseal.validation.Finding;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Checks that the issued certificate is the qualified seal that was ordered. */
@Component
class SealVerification {

    private final Clock clock;

    SealVerification(Clock clock) {
        this.clock = clock;
    }

    /**
     * Verifies the certificate.
     *
     * @param orderStatus CertCentral's status of the order, as last read
     * @return all reasons against the certificate; empty when there are none
     */
    List<Finding> verify(IssuedSeal seal, OrderBody request, Optional<String> orderStatus) {
        List<Finding> findings = new ArrayList<>();
        // CertCentral can still deliver the certificate of an order that is over.
        orderStatus
                .filter(OrderInfo::isOver)
                .ifPresent(status ->
                        findings.add(finding("order_status", "CertCentral says that the order is " + status + ".")));
        // Without a PEM only the token holds the certificate, so nothing but the order's data can be checked.
        seal.pem()
                .ifPresentOrElse(pem -> verify(seal, pem, request, findings), () -> ended(seal.validTill(), findings));
        return List.copyOf(findings);
    }

    private void ended(Instant till, List<Finding> findings) {
        if (!till.isAfter(clock.instant())) {
            findings.add(finding("validity", "The certificate has ended on " + till + "."));
        }
    }

    private void verify(IssuedSeal seal, String pem, OrderBody request, List<Finding> findings) {
        try {
            CertificateChain chain = CertificateChain.of(pem);
            chain.leaf()
                    .ifPresentOrElse(
                            leaf -> {
                                verify(leaf, chain, request, findings);
                                compare(seal, leaf, findings);
                            },
                            () -> findings.add(
                                    finding("leaf", "The download does not hold exactly one end-entity certificate.")));
        } catch (CertificateException e) {
            findings.add(finding("readable", "The download holds no readable certificates."));
        }
    }

    private void verify(X509Certificate leaf, CertificateChain chain, OrderBody request, List<Finding> findings) {
        boolean token = request.isOnToken();
        QualifiedStatements declared = QualifiedStatements.of(leaf);
        if (!declared.qualified()) {
            findings.add(finding(
                    "qualified",
                    "The certificate does not declare itself an EU qualified certificate (QcCompliance)."));
        }
        if (!declared.seal()) {
            findings.add(finding("seal", "The certificate is not of the type electronic seal (QcType eseal)."));
        }
        if (declared.onQualifiedDevice() != token) {
            findings.add(
                    finding(
                            "device",
                            token
                                    ? "The certificate does not say that its key is on a qualified device (QcSSCD)."
                                    : "The certificate says that its key is on a qualified device (QcSSCD), but a CSR was ordered with."));
        }
        if (chain.issuerOf(leaf).isEmpty()) {
            findings.add(finding("chain", "None of the CA certificates in the download issued the certificate."));
        }
        ended(leaf.getNotAfter().toInstant(), findings);
        if (!token && !sameKey(leaf, request.csr().orElse(""))) {
            findings.add(finding("key", "The certificate is for another key than the one in the CSR."));
        }
    }

    /** Compares order and certificate. A difference is a sign that one of the two belongs to somebody else. */
    private static void compare(IssuedSeal seal, X509Certificate leaf, List<Finding> findings) {
        if (seal.serialNumber().isPresent() && !seal.hasSerialOf(leaf)) {
            findings.add(differs(
                    "serial_number", "serial number", seal.serialNumber().get(), IssuedSeal.serial(leaf)));
        }
        compareDay(
                "valid_from", "first day", seal.validFrom(), leaf.getNotBefore().toInstant(), findings);
        compareDay(
                "valid_till", "last day", seal.validTill(), leaf.getNotAfter().toInstant(), findings);
    }

    // CertCentral tells days without a time zone, so adjacent days can be the same one.
    private static void compareDay(String rule, String what, Instant told, Instant certified, List<Finding> findings) {
        LocalDate day = LocalDate.ofInstant(told, ZoneOffset.UTC);
        if (Math.abs(ChronoUnit.DAYS.between(day, LocalDate.ofInstant(certified, ZoneOffset.UTC))) > 1) {
            findings.add(differs(rule, what, day, certified));
        }
    }

    private static Finding differs(String rule, String what, Object told, Object certified) {
        return finding(
                rule,
                "CertCentral tells another " + what + " than the certificate: " + told + ", and the certificate "
                        + certified + ".");
    }

    private static boolean sameKey(X509Certificate leaf, String csr) {
        try {
            return Csr.parse(csr).keyFingerprint().equals(CertificateChain.keyFingerprint(leaf));
        } catch (CsrRejected e) {
            return false;
        }
    }

    private static Finding finding(String rule, String message) {
        return new Finding("$.certificate", rule, message);
    }
}
