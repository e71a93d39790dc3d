package io.eseal.inspection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.DisplayText;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.NoticeReference;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierId;
import org.bouncycastle.asn1.x509.UserNotice;

/** Rules of the certificate's policies (ETSI EN 319 411-2). */
final class PolicyRules {

    private static final int SHORTEST_NAME = 4;
    private static final String QCP_L = "0.4.0.194112.1.1";
    private static final String ANY_POLICY = "2.5.29.32.0";
    private static final String QCP_L_QSCD = "0.4.0.194112.1.3";

    private static final Map<String, String> NAMES = new TreeMap<>(Map.of(
            "0.4.0.194112.1.0",
            "QCP-n",
            QCP_L,
            "QCP-l",
            "0.4.0.194112.1.2",
            "QCP-n-qscd",
            QCP_L_QSCD,
            "QCP-l-qscd",
            "0.4.0.194112.1.4",
            "QEVCP-w",
            "0.4.0.194112.1.5",
            "QNCP-w",
            "0.4.0.194112.1.6",
            "QNCP-w-gen"));

    /** Words by which a notice speaks against seals; a person reads what it says. */
    private static final Pattern AGAINST =
            Pattern.compile("(?iU)\\b(?:not|never|nicht|niet|pas|prohibited|forbidden|verboten)\\b[^.;]{0,40}"
                    + "\\b(?:\\w*seal(?:s|ing)?|\\w*siegel|cachets?|sellos?|zegels?|used|valid|rely|relied)\\b"
                    + "|\\bno[^.;]{0,20}\\bseals?\\b|\\btest(?:ing)?\\b");

    private PolicyRules() {}

    static List<Rule> rules() {
        return List.of(
                Rule.hard(
                        "policies",
                        "EN 319 412-2, GEN-4.3.3-2",
                        "The certificate has policies.",
                        inspected -> Judgement.fulfilledIf(
                                !policies(inspected.certificate()).isEmpty(),
                                () ->
                                        "The certificate has no policies; it should name the one under which it was issued.")),
                Rule.hard(
                        "policy_ordered",
                        "EN 319 411-2, 5.3; EN 319 412-2, QCS-5.2-1; issuer's profile",
                        "The certificate has the issuer's policy for the kind of key that was ordered.",
                        PolicyRules::ordered),
                Rule.hard(
                        "policy_device",
                        "EN 319 411-2, 5.3; EN 319 412-5, 4.2.2",
                        "The policies agree with what the certificate says about its key's device (QcSSCD).",
                        PolicyRules::device),
                Rule.hard(
                        "policy_seal",
                        "EN 319 411-2, 5.3",
                        "The certificate has no policy for natural persons or web sites.",
                        PolicyRules::seal),
                Rule.warning(
                        "policy_any",
                        "RFC 5280, 4.2.1.4",
                        "The certificate names its policies, and not any policy beside them.",
                        inspected -> Judgement.fulfilledIf(
                                !policies(inspected.certificate()).contains(ANY_POLICY),
                                () ->
                                        "The certificate also has the policy for anything (anyPolicy, 2.5.29.32.0); it should name"
                                                + " those under which it was issued.")),
                Rule.finding(
                        "policy_notice_contrary",
                        "RFC 5280, 4.2.1.4",
                        "The issuer's notices to those who rely on seals refer to no other organisation, and do not speak against"
                                + " the use as a seal.",
                        PolicyRules::contrary),
                Rule.warning(
                        "policy_notice",
                        "RFC 5280, 4.2.1.4",
                        "The certificate has no notices to those who rely on seals, which only a person can read.",
                        inspected -> {
                            List<String> words = notices(inspected.certificate()).stream()
                                    .flatMap(PolicyRules::words)
                                    .toList();
                            return Judgement.fulfilledIf(
                                    words.isEmpty(),
                                    () -> "Whoever checks a seal may be shown this: " + Quoted.list(words) + ".");
                        }));
    }

    /** Returns the numbers of the certificate's policies. */
    static List<String> policies(CertificateFields certificate) throws IOException {
        List<String> policies = new ArrayList<>();
        certificate
                .value(Extension.certificatePolicies)
                .ifPresent(value -> ASN1Sequence.getInstance(value)
                        .forEach(policy -> policies.add(PolicyInformation.getInstance(policy)
                                .getPolicyIdentifier()
                                .getId())));
        return policies;
    }

    private static List<UserNotice> notices(CertificateFields certificate) throws IOException {
        return certificate.value(Extension.certificatePolicies).stream()
                .flatMap(ExtensionContents::parts)
                .map(PolicyInformation::getInstance)
                .flatMap(ExtensionContents::qualifiers)
                .filter(qualifier -> qualifier.getPolicyQualifierId().equals(PolicyQualifierId.id_qt_unotice))
                .map(qualifier -> UserNotice.getInstance(qualifier.getQualifier()))
                .toList();
    }

    private static Stream<String> words(UserNotice notice) {
        return Stream.concat(
                Stream.ofNullable(notice.getExplicitText()).map(DisplayText::getString), organization(notice).stream());
    }

    private static Optional<String> organization(UserNotice notice) {
        return Optional.ofNullable(notice.getNoticeRef())
                .map(NoticeReference::getOrganization)
                .map(DisplayText::getString);
    }

    private static Judgement contrary(Inspected inspected) throws IOException {
        Set<String> known = ExtensionContents.organizations(inspected);
        List<UserNotice> notices = notices(inspected.certificate());
        List<String> contrary = Stream.concat(
                        notices.stream()
                                .flatMap(notice -> organization(notice).stream())
                                .filter(name -> !isKnown(Names.normal(name), known)),
                        notices.stream()
                                .flatMap(notice -> Stream.ofNullable(notice.getExplicitText()))
                                .map(DisplayText::getString)
                                .filter(text -> AGAINST.matcher(text).find()))
                .toList();
        return Judgement.fulfilledIf(
                contrary.isEmpty(),
                () -> "A notice in the certificate refers to another organisation or speaks against its use: "
                        + Quoted.list(contrary)
                        + ". Ask the issuer what it means: who checks a seal may be shown it.");
    }

    // Notices leave out the legal form.
    private static boolean isKnown(String name, Set<String> known) {
        return known.contains(name)
                || name.length() >= SHORTEST_NAME && known.stream().anyMatch(whole -> whole.startsWith(name + " "));
    }

    /** Returns the names of the policies, with their numbers. */
    static String shown(List<String> policies) {
        return Quoted.list(policies.stream().map(PolicyRules::named).toList());
    }

    private static String named(String policy) {
        return NAMES.containsKey(policy) ? NAMES.get(policy) + " (" + policy + ")" : policy;
    }

    private static Judgement ordered(Inspected inspected) throws IOException {
        String expected = inspected.issuer().policy(inspected.ordered().onToken());
        if (expected.isEmpty()) {
            return Judgement.notJudged("The issuer's profile asks for no policy.");
        }
        List<String> came = policies(inspected.certificate());
        return Judgement.fulfilledIf(
                came.contains(expected),
                () -> "The certificate has the policies " + shown(came) + "; for "
                        + (inspected.ordered().onToken() ? "a token" : "a CSR") + " it should have " + named(expected)
                        + ".");
    }

    private static Judgement device(Inspected inspected) throws IOException {
        List<String> came = policies(inspected.certificate());
        boolean declared = inspected.certificate().statements().declares(QualifiedStatements.QSCD);
        boolean wrong = came.contains(declared ? QCP_L : QCP_L_QSCD);
        return Judgement.fulfilledIf(
                !wrong,
                () -> "The certificate has the policies " + shown(came) + ", but "
                        + (declared ? "says" : "does not say")
                        + " that its key is on a qualified device (QcSSCD); the two should agree.");
    }

    private static Judgement seal(Inspected inspected) throws IOException {
        List<String> foreign = policies(inspected.certificate()).stream()
                .filter(policy -> NAMES.containsKey(policy) && !policy.equals(QCP_L) && !policy.equals(QCP_L_QSCD))
                .toList();
        return Judgement.fulfilledIf(
                foreign.isEmpty(),
                () -> "The certificate has the policies "
                        + foreign.stream().map(PolicyRules::named).collect(Collectors.joining(", "))
                        + ", which are for natural persons or web sites; it should have one for legal persons.");
    }
}
