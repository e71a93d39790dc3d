package io.eseal.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.fixtures.GeneratedFile;
import io.eseal.fixtures.SealCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;

class InspectionReportTest {

    private static final String HEAD = """
            # Rules of certificates

            Each certificate that comes is held to these rules before its seal goes into service: `service_verify_certificate` asks
            them in the order of the report, and stores the report. `service_register_certificate` registers nothing that the newest
            report speaks against. The table is
            made from the rules (`io.eseal.inspection`): `mvn test -Dtest=InspectionReportTest -Dcertificates=write` writes it anew.

            A broken **hard** rule cannot be accepted by anybody. A **finding** is decided on by an operator other than the requester,
            who says why. A **warning** is told. A rule that cannot read its part of the certificate is broken as a hard one, whatever
            it weighs, and so is `trust_path` where the European validator fails on the certificate. What only one issuer's seals
            fulfil is the issuer's profile in the settings `eseal.inspection.issuer.*`; its default is DigiCert's.

            Names are compared without regard to case, the number and kind of spaces, and Unicode forms of the same character
            (NFKC). Names that only look the same are different, and the report says which characters make the difference: Greek,
            Cyrillic and Armenian letters that look like Latin ones, digits in place of letters, invisible characters.

            Four kinds of content name the organisation or others without being decided on by a rule, and a person who reads the
            subject sees them:

            - **Texts** that may be harmless or name another organisation cannot be told apart by a program. In the subject they
              are a finding, whatever they say: an organisational unit such as a department, a description, a business category in
              another language than the CA/Browser Forum's, a `UID` that is not the organizationIdentifier, a `DC`. The standards allow
              them; they are accepted once, with a reason.
            - **E-mail addresses and telephone numbers** are a warning (`contacts`): nobody here knows whose they are.
            - **Places** (street, locality, state, postal address, place of the register) are not compared with anything, since
              this service does not keep the organisation's address.
            - **Notices** in policies (user notices), which programs may show to whoever checks a seal, are a warning that quotes
              them (`policy_notice`). One whose reference (`noticeRef`) names another organisation than the subject's and the
              issuers', or with common words of English, German, French, Dutch or Spanish against the use as a seal or of a test, is
              a finding (`policy_notice_contrary`). Other texts, whoever they name in whatever language, are left to who reads them.

            **Numbers** come with words in good certificates: a register's and its court's, a tax's, or what a seal is for
            (`HRB 12345 Amtsgericht Köln`, `552 100 554 RCS Paris`, `PRODUCTION`). No program tells these from a name for
            certain. A finding is what is certain: the approved name once more or no digit at all in place of the
            organizationIdentifier's number; the word of a legal form that registers do not write (`Ltd`, `GmbH`, `NV` and others)
            in the organizationIdentifier, the `serialNumber`, the `dnQualifier` or the postal code; and a `serialNumber` that is
            another number in the organizationIdentifier's register, of another country, or of a natural person, where one of
            the standard's schemes stands in front, however it is written (`NTRIE-1`, `ntrie: 1`, `NTRIE1`). Any other word is a
            warning (`words_beside_numbers`), save those in short capital letters, by which registers are called: `NTRBE-Evil 1`
            is told, `NTRBE-EVIL 1` is not.

            An extension or QC statement that seals do not have is a finding. One that all seals of an issuer have belongs into
            its profile, `eseal.inspection.issuer.extensions`. Known are those of RFC 5280, 3739 and 6962, of ETSI EN 319 412 and
            TS 119 495, S/MIME capabilities, Entrust's version, Acrobat's of time-stamps and archives, and the CA/Browser Forum's
            organizationIdentifier, which has to be the subject's, and the validity model of German CAs. Words where their syntax has
            none, and names of other organisations than the subject's and the issuers' in them, are findings as well. A directory
            name beside the subject that repeats the subject's own words and numbers alone is none.

            ## The report

            | part | what it holds |
            |---|---|
            | `conclusion` | `ACCEPTED`, `TO_BE_DECIDED` (findings, no hard rule broken), `REFUSED` (a hard rule broken) |
            | `at` | the moment for which the certificate was judged |
            | `results[]` | one for each rule: `rule` (its id, which does not change), `weight`, `outcome`, `sentence`, `source` |
            | `results[].outcome` | `FULFILLED`, `BROKEN`, `NOT_JUDGED` (does not apply, or is not known: the sentence says why) |
            | `comparisons[]` | what was ordered and what came, side by side: `what`, `ordered`, `came`; empty where nothing says it |

            ## The rules

            | id | weight | what is right | source |
            |---|---|---|---|
            """;

    private final ObjectMapper json = Jackson2ObjectMapperBuilder.json().build();

    @Test
    void the_page_of_rules_says_what_the_rules_say() throws IOException {
        String rows = Rules.ALL.stream()
                .map(rule -> "| `%s` | %s | %s | %s |\n"
                        .formatted(
                                rule.id(),
                                rule.weight().name().toLowerCase(Locale.ROOT),
                                rule.requirement(),
                                rule.source()))
                .collect(Collectors.joining());
        new GeneratedFile(Path.of("docs", "certificate-rules.md"), "InspectionReportTest", "certificates")
                .isStill(HEAD + rows);
    }

    @Test
    void each_rule_has_an_id_of_its_own_a_sentence_and_a_source() {
        assertThat(Rules.ALL)
                .extracting(Rule::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z0-9_]{3,40}"));
        assertThat(Rules.ALL).extracting(Rule::requirement).allMatch(sentence -> sentence.matches("[A-Z].*\\."));
        assertThat(Rules.ALL).extracting(Rule::source).noneMatch(String::isBlank);
    }

    @Test
    void a_hard_rule_refuses_whatever_else_is_broken() {
        InspectionReport report = Delivery.ofCsr()
                .with(it -> {
                    it.seal.withoutStatement(SealCertificate.COMPLIANCE).replaceSubject("CN", "Other BV");
                    it.withKey = List.of("ES-00000002");
                })
                .inspect();

        assertThat(report.conclusion()).isEqualTo(Conclusion.REFUSED);
        assertThat(report.broken(Weight.HARD)).extracting(RuleResult::rule).containsExactly("qc_compliance");
        assertThat(report.broken(Weight.FINDING))
                .extracting(RuleResult::rule)
                .containsExactly("key_elsewhere", "common_name");
    }

    @Test
    void findings_are_decided_on_and_warnings_are_not() {
        InspectionReport finding =
                Delivery.ofCsr().with(it -> it.country = Optional.of("NL")).inspect();
        InspectionReport warning = Delivery.ofCsr()
                .with(it -> it.seal.without(Extension.authorityKeyIdentifier))
                .inspect();

        assertThat(finding.conclusion()).isEqualTo(Conclusion.TO_BE_DECIDED);
        assertThat(warning.conclusion()).isEqualTo(Conclusion.ACCEPTED);
        assertThat(warning.broken(Weight.WARNING)).hasSize(1);
    }

    @Test
    void a_broken_rule_says_what_came_and_what_should_have_come() {
        InspectionReport report = Delivery.ofCsr()
                .with(it -> it.seal.countries(SealCertificate.LEGISLATION, "CH").replaceSubject("O", "Ехample NV"))
                .inspect();

        assertThat(report.results())
                .extracting(RuleResult::sentence)
                .contains(
                        "The certificate is a qualified one under the law of CH (Switzerland); it should be one under the law of the"
                                + " EU, which names no country.",
                        "The certificate's organisation (O) is \"Ехample NV\"; approved was \"Example NV\". They look the same but are"
                                + " not: it has U+0415 (CYRILLIC CAPITAL LETTER IE), U+0445 (CYRILLIC SMALL LETTER HA).");
    }

    @Test
    void a_rule_that_is_not_judged_says_why() {
        assertThat(Delivery.ofToken().with(Delivery::trustedByFile).inspect().results())
                .filteredOn(result -> result.outcome() == Outcome.NOT_JUDGED)
                .extracting(RuleResult::sentence)
                .contains(
                        "The CA is trusted by the file of trusted CAs, which says nothing about its qualification.",
                        "The key was made on a token, not with a CSR.");
    }

    @Test
    void order_and_certificate_stand_side_by_side() {
        List<Comparison> rows = Delivery.ofCsr()
                .with(it -> it.seal.replaceSubject("O", "Other BV"))
                .inspect()
                .comparisons();

        assertThat(rows)
                .contains(
                        new Comparison("Organisation", "Example NV", "Other BV"),
                        new Comparison("Identifier", "", "VATBE-0123456789"),
                        new Comparison("Key on a qualified device", "no", "no"),
                        new Comparison("Key", "RSA, 2048 bits, exponent 65537", "RSA, 2048 bits, exponent 65537"),
                        new Comparison(
                                "Serial number",
                                "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
                                "0a1b2c3d4e5f60718293a4b5c6d7e8f9"),
                        new Comparison("Valid until", "2028-06-14", "2028-06-14T23:59:59Z"));
        assertThat(rows.stream().filter(row -> row.what().startsWith("Key's fingerprint")))
                .singleElement()
                .satisfies(
                        row -> assertThat(row.came()).isEqualTo(row.ordered()).hasSize(64));
    }

    @Test
    void without_a_certificate_the_order_stands_alone() {
        InspectionReport report =
                Delivery.ofCsr().with(it -> it.text(pem -> "")).inspect();

        assertThat(report.comparisons()).extracting(Comparison::came).containsOnly("");
        assertThat(report.results())
                .filteredOn(result -> result.outcome() == Outcome.BROKEN)
                .hasSize(1);
    }

    @Test
    void a_report_is_stored_as_JSON_and_read_again() throws IOException {
        InspectionReport report =
                Delivery.ofCsr().with(it -> it.country = Optional.of("NL")).inspect();
        String stored = json.writeValueAsString(report);
        JsonNode tree = json.readTree(stored);

        assertThat(json.readValue(stored, InspectionReport.class)).isEqualTo(report);
        assertThat(tree.fieldNames()).toIterable().containsExactly("conclusion", "at", "results", "comparisons");
        assertThat(tree.path("results").path(0).fieldNames())
                .toIterable()
                .containsExactly("rule", "weight", "outcome", "sentence", "source");
        assertThat(tree.path("conclusion").asText()).isEqualTo("TO_BE_DECIDED");
    }

    @Test
    void a_certificate_in_a_seal_is_inspected_like_one_of_a_download() {
        Delivery delivery = Delivery.ofToken();
        Delivered delivered = Delivered.inSeal(
                Delivery.read(delivery.seal.pem()),
                List.of(
                        Delivery.read(delivery.issuing.pem()),
                        Delivery.read(Delivery.ofCsr().seal.pem())));

        assertThat(delivered.leaf()).contains(Delivery.read(delivery.seal.pem()));
        assertThat(delivered.others()).containsExactly(Delivery.read(delivery.issuing.pem()));
    }

    @Test
    void settings_that_are_not_set_are_those_of_DigiCerts_seals() {
        assertThat(new Binder(new MapConfigurationPropertySource())
                        .bindOrCreate("eseal.inspection", InspectionSettings.class))
                .isEqualTo(InspectionSettings.defaults());
    }
}
