package io.eseal.inspection;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.qualified.SemanticsInformation;

/** Rules of the QC statements (ETSI EN 319 412-5), which make a certificate a qualified seal. */
final class StatementRules {

    static final ASN1ObjectIdentifier SEMANTICS = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.11.2");
    private static final ASN1ObjectIdentifier LIMIT = new ASN1ObjectIdentifier("0.4.0.1862.1.2");
    private static final ASN1ObjectIdentifier PDS = new ASN1ObjectIdentifier("0.4.0.1862.1.5");
    private static final ASN1ObjectIdentifier QSCD_LEGISLATION = new ASN1ObjectIdentifier("0.4.0.1862.1.9");
    private static final ASN1ObjectIdentifier PSD2 = new ASN1ObjectIdentifier("0.4.0.19495.2");
    private static final String SEMANTICS_NATURAL = "0.4.0.194121.1.1";
    private static final String SEMANTICS_LEGAL = "0.4.0.194121.1.2";
    private static final String SEMANTICS_EIDAS_NATURAL = "0.4.0.194121.1.3";
    static final String SEMANTICS_EIDAS_LEGAL = "0.4.0.194121.1.4";

    /** Where eIDAS is the law. */
    private static final Set<String> EUROPEAN = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "EU", "FI", "FR", "GR", "HR", "HU", "IE", "IS",
            "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK");

    private StatementRules() {}

    private record Location(String address, String language) {

        boolean isOnTheWeb() {
            try {
                URI uri = URI.create(address);
                return uri.getHost() != null
                        && Set.of("http", "https")
                                .contains(Optional.ofNullable(uri.getScheme())
                                        .orElse("")
                                        .toLowerCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        boolean isSafe() {
            return address.toLowerCase(Locale.ROOT).startsWith("https://");
        }

        boolean isEnglish() {
            return language.equalsIgnoreCase("en");
        }
    }

    static List<Rule> rules() {
        return List.of(
                Rule.hard(
                        "qc_statements",
                        "RFC 3739, 3.2.6; EN 319 412-5, 4.1",
                        "The certificate has QC statements.",
                        inspected -> Judgement.fulfilledIf(
                                !statements(inspected).statements().isEmpty(),
                                () -> "The certificate has no QC statements; a qualified one has them.")),
                Rule.hard(
                        "qc_compliance",
                        "EN 319 412-5, 4.2.1",
                        "The certificate declares itself an EU qualified one (QcCompliance).",
                        inspected -> Judgement.fulfilledIf(
                                statements(inspected).declares(QualifiedStatements.COMPLIANCE),
                                () ->
                                        "The certificate does not declare itself an EU qualified one; it should (QcCompliance).")),
                Rule.hard(
                        "qc_legislation",
                        "EN 319 412-5, 4.2.4",
                        "The certificate is issued under the law of the EU alone (no QcCClegislation).",
                        StatementRules::legislation),
                Rule.hard(
                        "qc_type",
                        "EN 319 412-5, 4.2.3",
                        "The certificate has exactly one type, electronic seal (QcType eseal).",
                        StatementRules::type),
                Rule.hard(
                        "qc_device",
                        "EN 319 412-5, 4.2.2",
                        "The certificate says whether its key is on a qualified device (QcSSCD), as it was ordered.",
                        StatementRules::device),
                Rule.hard(
                        "qc_device_legislation",
                        "EN 319 412-5, 4.2.5",
                        "The key's device is a qualified one under the law of the EU (no QcQSCDlegislation of a third country).",
                        StatementRules::deviceLegislation),
                Rule.hard(
                        "qc_pds",
                        "EN 319 412-5, 4.3.4; issuer's profile",
                        "The certificate names a disclosure statement on the web (QcPDS).",
                        StatementRules::disclosure),
                Rule.warning(
                        "qc_pds_https",
                        "EN 319 412-5, 4.3.4",
                        "Each disclosure statement has an address that begins with https.",
                        inspected -> eachLocation(
                                inspected,
                                locations -> locations.stream().allMatch(Location::isSafe),
                                "each should begin with https")),
                Rule.warning(
                        "qc_pds_english",
                        "EN 319 412-5, 4.3.4",
                        "There is a disclosure statement in English.",
                        inspected -> eachLocation(
                                inspected,
                                locations -> locations.stream().anyMatch(Location::isEnglish),
                                "one should be in English (en)")),
                Rule.warning(
                        "qc_semantics_legal",
                        "EN 319 412-1, 5.1.4",
                        "The certificate says that its identifier is a legal person's (SemanticsId-Legal).",
                        inspected -> {
                            List<String> semantics = semantics(inspected.certificate());
                            return Judgement.fulfilledIf(
                                    semantics.contains(SEMANTICS_LEGAL) || semantics.contains(SEMANTICS_EIDAS_LEGAL),
                                    () -> "The certificate says of its identifier: " + Quoted.list(semantics)
                                            + "; it should say that it is a legal person's (" + SEMANTICS_LEGAL + ").");
                        }),
                Rule.hard(
                        "qc_semantics_natural",
                        "EN 319 412-1, 5.1.3",
                        "The certificate does not say that its identifier is a natural person's (SemanticsId-Natural).",
                        inspected -> {
                            List<String> semantics = semantics(inspected.certificate());
                            return Judgement.fulfilledIf(
                                    !semantics.contains(SEMANTICS_NATURAL)
                                            && !semantics.contains(SEMANTICS_EIDAS_NATURAL),
                                    () ->
                                            "The certificate says that its identifier is a natural person's; a seal's is a legal"
                                                    + " person's.");
                        }),
                Rule.finding(
                        "qc_psd2",
                        "TS 119 495, 5.1",
                        "The certificate has roles of a payment service provider (PSD2) if and only if they were ordered.",
                        inspected -> {
                            boolean came = statements(inspected).declares(PSD2);
                            return Judgement.fulfilledIf(
                                    came == inspected.ordered().psd2(),
                                    () -> came
                                            ? "The certificate has roles of a payment service provider (PSD2); none were ordered."
                                            : "The certificate has no roles of a payment service provider (PSD2); some were"
                                                    + " ordered.");
                        }),
                Rule.finding(
                        "qc_limit",
                        "EN 319 412-5, 4.3.2",
                        "The certificate limits no transaction's value (no QcLimitValue).",
                        inspected -> Judgement.fulfilledIf(
                                !statements(inspected).declares(LIMIT),
                                () ->
                                        "The certificate limits the value of transactions (QcLimitValue); no limit was ordered.")),
                Rule.warning(
                        "qc_not_critical",
                        "EN 319 412-5, QCS-4.1-02",
                        "The QC statements are not marked as critical.",
                        inspected -> Judgement.fulfilledIf(
                                inspected
                                        .certificate()
                                        .extension(Extension.qCStatements)
                                        .filter(Extension::isCritical)
                                        .isEmpty(),
                                () ->
                                        "The QC statements are marked as critical, so that programs that do not know them refuse the"
                                                + " seal; they should not be.")));
    }

    private static QualifiedStatements statements(Inspected inspected) throws IOException {
        return inspected.certificate().statements();
    }

    private static Judgement legislation(Inspected inspected) throws IOException {
        if (!statements(inspected).declares(QualifiedStatements.LEGISLATION)) {
            return Judgement.fulfilled();
        }
        List<String> countries = countries(inspected, QualifiedStatements.LEGISLATION);
        return Judgement.broken("The certificate is a qualified one under the law of " + Quoted.list(countries)
                + (countries.contains("CH") ? " (Switzerland)" : "")
                + "; it should be one under the law of the EU, which names no country.");
    }

    private static Judgement type(Inspected inspected) throws IOException {
        List<ASN1ObjectIdentifier> types = statements(inspected).types();
        return Judgement.fulfilledIf(
                types.equals(List.of(QualifiedStatements.TYPE_ESEAL)),
                () -> types.isEmpty()
                        ? "The certificate tells no type, which counts as one for signatures; it should be of the type electronic seal."
                        : "The certificate is of the types "
                                + types.stream().map(StatementRules::typeName).collect(Collectors.joining(", "))
                                + "; it should be of exactly one, electronic seal.");
    }

    private static String typeName(ASN1ObjectIdentifier type) {
        return switch (type.getId()) {
            case "0.4.0.1862.1.6.1" -> "electronic signature";
            case "0.4.0.1862.1.6.2" -> "electronic seal";
            case "0.4.0.1862.1.6.3" -> "web site";
            default -> Quoted.plain(type.getId());
        };
    }

    private static Judgement device(Inspected inspected) throws IOException {
        boolean token = inspected.ordered().onToken();
        return Judgement.fulfilledIf(
                statements(inspected).declares(QualifiedStatements.QSCD) == token,
                () -> token
                        ? "The certificate does not say that its key is on a qualified device (QcSSCD); a token was ordered."
                        : "The certificate says that its key is on a qualified device (QcSSCD); it was ordered with a CSR.");
    }

    private static Judgement deviceLegislation(Inspected inspected) throws IOException {
        List<String> third = countries(inspected, QSCD_LEGISLATION).stream()
                .filter(country -> !EUROPEAN.contains(country))
                .toList();
        return Judgement.fulfilledIf(
                third.isEmpty(),
                () -> "The key's device is a qualified one under the law of " + Quoted.list(third)
                        + "; it should be one under the law of the EU.");
    }

    private static List<String> countries(Inspected inspected, ASN1ObjectIdentifier statement) throws IOException {
        List<String> countries = new ArrayList<>();
        for (ASN1Encodable list : statements(inspected).contents(statement)) {
            ASN1Sequence.getInstance(list).forEach(country -> countries.add(((ASN1String) country).getString()));
        }
        return countries;
    }

    private static List<Location> locations(Inspected inspected) throws IOException {
        List<Location> locations = new ArrayList<>();
        for (ASN1Encodable list : statements(inspected).contents(PDS)) {
            for (ASN1Encodable location : ASN1Sequence.getInstance(list)) {
                ASN1Sequence pair = ASN1Sequence.getInstance(location);
                locations.add(new Location(
                        ((ASN1String) pair.getObjectAt(0)).getString(),
                        ((ASN1String) pair.getObjectAt(1)).getString()));
            }
        }
        return locations;
    }

    private static Judgement disclosure(Inspected inspected) throws IOException {
        List<Location> locations = locations(inspected);
        if (locations.isEmpty() && !inspected.issuer().statesPds()) {
            return Judgement.notJudged(
                    "The issuer's profile does not ask for a disclosure statement, and there is none.");
        }
        return Judgement.fulfilledIf(
                !locations.isEmpty() && locations.stream().allMatch(Location::isOnTheWeb),
                () -> "The certificate names as disclosure statements (QcPDS): " + addresses(locations)
                        + "; it should name addresses on the web.");
    }

    private static Judgement eachLocation(Inspected inspected, Predicate<List<Location>> right, String expected)
            throws IOException {
        List<Location> locations = locations(inspected);
        return locations.isEmpty()
                ? Judgement.notJudged("The certificate names no disclosure statement.")
                : Judgement.fulfilledIf(
                        right.test(locations),
                        () -> "The certificate names as disclosure statements (QcPDS): " + addresses(locations) + "; "
                                + expected + ".");
    }

    private static String addresses(List<Location> locations) {
        return Quoted.list(locations.stream()
                .map(location -> location.address() + " (" + location.language() + ")")
                .toList());
    }

    /** Returns the kinds of identifier that the certificate says it has. */
    static List<String> semantics(CertificateFields certificate) throws IOException {
        return certificate.statements().contents(SEMANTICS).stream()
                .map(SemanticsInformation::getInstance)
                .filter(information -> information.getSemanticsIdentifier() != null)
                .map(information -> information.getSemanticsIdentifier().getId())
                .toList();
    }
}
