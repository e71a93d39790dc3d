package io.eseal.inspection;

import io.eseal.keys.Der;
import io.eseal.keys.Sha256;
import java.io.IOException;
import java.security.PublicKey;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** The table of what was ordered and what came, for people who decide. */
final class SideBySide {

    private static final String DAMAGED = "(not readable)";

    private SideBySide() {}

    @FunctionalInterface
    private interface Part {
        String read(CertificateFields certificate) throws IOException;
    }

    static List<Comparison> of(Inspected inspected) {
        Ordered ordered = inspected.ordered();
        Optional<CertificateFields> certificate = inspected.fields();
        List<Comparison> rows = new ArrayList<>();
        row(rows, certificate, "Organisation", Quoted.plain(ordered.organization()), attribute(BCStyle.O));
        row(rows, certificate, "Common name", Quoted.plain(ordered.organization()), attribute(BCStyle.CN));
        Part identifier = attribute(BCStyle.ORGANIZATION_IDENTIFIER);
        row(
                rows,
                certificate,
                "Identifier",
                ordered.before()
                        .flatMap(CertificateFields::of)
                        .map(before -> read(before, identifier))
                        .orElse(""),
                identifier);
        row(rows, certificate, "Country", Quoted.plain(ordered.country().orElse("")), attribute(BCStyle.C));
        row(
                rows,
                certificate,
                "Key on a qualified device",
                yesOrNo(ordered.onToken()),
                it -> yesOrNo(it.statements().declares(QualifiedStatements.QSCD)));
        row(
                rows,
                certificate,
                "Key",
                ordered.csrKey().map(SideBySide::described).orElse(""),
                it -> it.key().described());
        row(
                rows,
                certificate,
                "Key's fingerprint (SHA-256)",
                ordered.csrKey().map(key -> Sha256.hex(key.getEncoded())).orElse(""),
                CertificateFields::keyFingerprint);
        row(
                rows,
                certificate,
                "Policies",
                PolicyRules.shown(Stream.of(inspected.issuer().policy(ordered.onToken()))
                        .filter(policy -> !policy.isEmpty())
                        .toList()),
                it -> PolicyRules.shown(PolicyRules.policies(it)));
        row(
                rows,
                certificate,
                "Serial number",
                Quoted.plain(ordered.told()
                        .serialNumber()
                        .map(told -> told.replace(":", "").toLowerCase(Locale.ROOT))
                        .orElse("")),
                CertificateFields::serialInHex);
        row(
                rows,
                certificate,
                "Valid from",
                ordered.told().firstDay().map(LocalDate::toString).orElse(""),
                it -> it.from().toString());
        row(rows, certificate, "Valid until", end(inspected), it -> it.till().toString());
        row(
                rows,
                certificate,
                "Issuer's signature",
                ordered.pss() ? "RSASSA-PSS" : "",
                it -> Signatures.name(it.signatureAlgorithm()));
        row(
                rows,
                certificate,
                "Subject",
                "",
                it -> CertificateFields.shown(it.structure().getSubject()));
        row(
                rows,
                certificate,
                "Issuer",
                "",
                it -> CertificateFields.shown(it.structure().getIssuer()));
        row(rows, certificate, "Certificate's fingerprint (SHA-256)", "", CertificateFields::fingerprint);
        return rows;
    }

    private static void row(
            List<Comparison> rows, Optional<CertificateFields> certificate, String what, String ordered, Part came) {
        rows.add(new Comparison(
                what, ordered, certificate.map(it -> read(it, came)).orElse("")));
    }

    private static String read(CertificateFields certificate, Part part) {
        try {
            return part.read(certificate);
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle reports broken ASN.1 by many kinds of exceptions.
            return DAMAGED;
        }
    }

    private static Part attribute(ASN1ObjectIdentifier attribute) {
        return certificate -> certificate.subject(attribute).stream()
                .map(Quoted::plain)
                .limit(20)
                .collect(Collectors.joining(", "));
    }

    private static String described(PublicKey key) {
        try {
            return SubjectKey.of(SubjectPublicKeyInfo.getInstance(Der.parse(key.getEncoded())))
                    .described();
        } catch (IOException | RuntimeException e) {
            return DAMAGED;
        }
    }

    /** The end that CertCentral tells, else the one that was ordered for this beginning. */
    private static String end(Inspected inspected) {
        return inspected
                .ordered()
                .told()
                .lastDay()
                .or(() -> inspected
                        .fields()
                        .flatMap(it ->
                                inspected.ordered().validity().end(LocalDate.ofInstant(it.from(), ZoneOffset.UTC))))
                .map(LocalDate::toString)
                .orElse("");
    }

    private static String yesOrNo(boolean value) {
        return value ? "yes" : "no";
    }
}
