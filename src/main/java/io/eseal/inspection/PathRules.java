package io.eseal.inspection;

import io.eseal.keys.Der;
import io.eseal.trust.TrustVerdict;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;

/** Rules of the CA certificates between the certificate and its trusted anchor. */
final class PathRules {

    private static final int KEY_CERT_SIGN = 5;
    private static final int SMALLEST_RSA_KEY = 2048;
    private static final String ANY_POLICY = "2.5.29.32.0";

    private PathRules() {}

    /**
     * Looks at one certificate and its issuer; empty when nothing is wrong, else what came and what should have come.
     */
    @FunctionalInterface
    private interface Link {
        Optional<String> problem(List<X509Certificate> path, int issuer) throws IOException;
    }

    static List<Rule> rules() {
        return List.of(
                Rule.hard(
                        "path_signature",
                        "RFC 5280, 6.1.3 (a)(1)",
                        "Each certificate of the path is signed by the next one's key and names it as its issuer.",
                        each(PathRules::signature)),
                Rule.hard(
                        "path_signature_algorithm",
                        "TS 119 312",
                        "No certificate of the path is signed with SHA-1, MD5 or an unknown algorithm.",
                        each(PathRules::signatureAlgorithm)),
                Rule.hard(
                        "path_ca",
                        "RFC 5280, 6.1.4 (k)",
                        "Each issuer of the path declares that it is a CA.",
                        each(PathRules::caFlag)),
                Rule.hard(
                        "path_key_cert_sign",
                        "RFC 5280, 6.1.4 (n)",
                        "Each issuer of the path may sign certificates.",
                        each(PathRules::certSign)),
                Rule.hard(
                        "path_length",
                        "RFC 5280, 6.1.4 (m)",
                        "The path is not longer than its CAs allow.",
                        each(PathRules::length)),
                Rule.hard(
                        "path_key",
                        "TS 119 312",
                        "Each issuer of the path has a key of sufficient size.",
                        each(PathRules::key)),
                Rule.hard(
                        "path_dates",
                        "RFC 5280, 6.1.3 (a)(2)",
                        "Each issuer of the path was valid when the certificate began, and is valid now.",
                        PathRules::dates),
                Rule.hard(
                        "path_name_constraints",
                        "RFC 5280, 6.1.3 (b) and (c)",
                        "The subject lies within the names for which the CAs of the path may issue.",
                        inspected -> whereThereIsAPath(inspected, PathRules::nameConstraints)),
                Rule.finding(
                        "path_purposes",
                        "RFC 5280, 4.2.1.12; issuer's profile",
                        "No CA of a path to the file of trusted CAs is limited to purposes that seals do not have.",
                        ofFile(PathRules::purposes)),
                Rule.finding(
                        "path_policies",
                        "RFC 5280, 6.1.3 (d)",
                        "No CA of a path to the file of trusted CAs is limited to policies that the certificate does not have.",
                        ofFile(PathRules::policies)));
    }

    @FunctionalInterface
    private interface Limit {
        Optional<String> problem(Inspected inspected, CertificateFields issuer) throws IOException;
    }

    /** A trusted list says itself what for its CAs are. */
    private static Rule.Check ofFile(Limit limit) {
        return inspected -> inspected
                        .trust()
                        .anchor()
                        .filter(TrustVerdict.Anchor.LIST::equals)
                        .isPresent()
                ? Judgement.notJudged("The trusted list says what the CA is for.")
                : whereThereIsAPath(inspected, path -> {
                    for (X509Certificate issuer : path.subList(1, path.size())) {
                        Optional<String> problem = limit.problem(inspected, fields(issuer));
                        if (problem.isPresent()) {
                            return problem;
                        }
                    }
                    return Optional.empty();
                });
    }

    private static Optional<String> purposes(Inspected inspected, CertificateFields issuer) throws IOException {
        List<KeyPurposeId> purposes = ExtensionRules.purposes(issuer);
        return purposes.isEmpty()
                        || purposes.stream().anyMatch(purpose -> ExtensionRules.isOfSeals(purpose, inspected.issuer()))
                ? Optional.empty()
                : Optional.of("The CA " + name(issuer.certificate()) + " is for certificates of the purposes "
                        + Quoted.list(purposes.stream().map(KeyPurposeId::getId).toList())
                        + " alone (extended key usage); seals have others.");
    }

    private static Optional<String> policies(Inspected inspected, CertificateFields issuer) throws IOException {
        X509Certificate certificate = issuer.certificate();
        // What a root says of its own policies limits nobody (RFC 5280, 6.1.1), and mappings make others of them.
        boolean limits = !certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                && !issuer.has(Extension.policyMappings);
        List<String> policies = limits ? PolicyRules.policies(issuer) : List.of();
        return policies.isEmpty()
                        || policies.contains(ANY_POLICY)
                        || !Collections.disjoint(policies, PolicyRules.policies(inspected.certificate()))
                ? Optional.empty()
                : Optional.of("The CA " + name(certificate) + " may issue under the policies "
                        + PolicyRules.shown(policies) + " alone; the certificate has "
                        + PolicyRules.shown(PolicyRules.policies(inspected.certificate())) + ".");
    }

    private static Rule.Check each(Link link) {
        return inspected -> whereThereIsAPath(inspected, path -> {
            for (int issuer = 1; issuer < path.size(); issuer++) {
                Optional<String> problem = link.problem(path, issuer);
                if (problem.isPresent()) {
                    return problem;
                }
            }
            return Optional.empty();
        });
    }

    @FunctionalInterface
    private interface WholePath {
        Optional<String> problem(List<X509Certificate> path) throws IOException;
    }

    private static Judgement whereThereIsAPath(Inspected inspected, WholePath rule) throws IOException {
        return inspected.path().isEmpty()
                ? Judgement.notJudged("There is no path from the certificate to a trusted CA.")
                : Judgement.of(rule.problem(inspected.path()));
    }

    private static Optional<String> signature(List<X509Certificate> path, int at) {
        X509Certificate issuer = path.get(at);
        X509Certificate issued = path.get(at - 1);
        boolean named = issuer.getSubjectX500Principal().equals(issued.getIssuerX500Principal());
        return named && Signatures.signed(issuer, issued)
                ? Optional.empty()
                : Optional.of("The certificate of " + name(issued)
                        + (named ? " is not signed by the key of " : " does not name ") + name(issuer)
                        + (named ? "; it should be." : " as its issuer; it should."));
    }

    /** Looks at the issuer's own signature, but not at the anchor's, on which nothing rests. */
    private static Optional<String> signatureAlgorithm(List<X509Certificate> path, int at) throws IOException {
        var algorithm = structure(path.get(at)).getSignatureAlgorithm();
        return at == path.size() - 1 || Signatures.holds(algorithm)
                ? Optional.empty()
                : Optional.of("The certificate of " + name(path.get(at)) + " is signed with "
                        + Signatures.name(algorithm) + "; it should be SHA-256 or better.");
    }

    private static Optional<String> caFlag(List<X509Certificate> path, int at) {
        X509Certificate issuer = path.get(at);
        // Trust in an anchor comes from outside; one of X.509 v1 cannot declare anything.
        boolean oldAnchor = at == path.size() - 1 && issuer.getVersion() < 3;
        return issuer.getBasicConstraints() >= 0 || oldAnchor
                ? Optional.empty()
                : Optional.of("The certificate of " + name(issuer)
                        + " is not a CA's; it should be, since it issued another.");
    }

    private static Optional<String> certSign(List<X509Certificate> path, int at) {
        boolean[] usage = path.get(at).getKeyUsage();
        return usage == null || usage[KEY_CERT_SIGN]
                ? Optional.empty()
                : Optional.of("The key of " + name(path.get(at))
                        + " may not sign certificates; it should have the key usage keyCertSign.");
    }

    private static Optional<String> length(List<X509Certificate> path, int at) {
        int allowed = path.get(at).getBasicConstraints();
        long below = path.subList(1, at).stream()
                .filter(ca -> !ca.getSubjectX500Principal().equals(ca.getIssuerX500Principal()))
                .count();
        return allowed < 0 || below <= allowed
                ? Optional.empty()
                : Optional.of("Below the CA " + name(path.get(at)) + " there are " + below
                        + " further CAs; it allows at most " + allowed + ".");
    }

    private static Optional<String> key(List<X509Certificate> path, int at) throws IOException {
        SubjectKey key = SubjectKey.of(structure(path.get(at)).getSubjectPublicKeyInfo());
        boolean strong = key instanceof SubjectKey.Rsa rsa && rsa.modulus().bitLength() >= SMALLEST_RSA_KEY
                || key instanceof SubjectKey.Ec ec && ec.recommended().isPresent();
        return strong
                ? Optional.empty()
                : Optional.of("The CA " + name(path.get(at)) + " has a key of the kind " + key.described()
                        + "; it should be RSA of at least " + SMALLEST_RSA_KEY + " bits or a recommended curve.");
    }

    private static Judgement dates(Inspected inspected) throws IOException {
        return whereThereIsAPath(inspected, path -> {
            // An issuer that begins only now is told by its beginning.
            Instant begin = inspected.certificate().from();
            for (X509Certificate issuer : path.subList(1, path.size())) {
                Instant from = issuer.getNotBefore().toInstant();
                Instant till = issuer.getNotAfter().toInstant();
                if (from.isAfter(begin) || from.isAfter(inspected.now()) || till.isBefore(inspected.now())) {
                    return Optional.of("The CA " + name(issuer) + " is valid from " + from + " to " + till
                            + "; it should be valid from " + begin + " on and now.");
                }
            }
            return Optional.empty();
        });
    }

    private static Optional<String> nameConstraints(List<X509Certificate> path) throws IOException {
        PKIXNameConstraintValidator validator = new PKIXNameConstraintValidator();
        for (int at = path.size() - 1; at >= 0; at--) {
            X509Certificate certificate = path.get(at);
            boolean selfIssued = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
            if (at == 0 || !selfIssued) {
                for (GeneralName name : names(certificate)) {
                    try {
                        validator.checkPermitted(name);
                        validator.checkExcluded(name);
                    } catch (NameConstraintValidatorException e) {
                        return Optional.of(
                                "The name " + name(certificate)
                                        + " lies outside of the names for which the CAs above it may issue; it should lie within.");
                    }
                }
            }
            add(validator, certificate);
        }
        return Optional.empty();
    }

    private static void add(PKIXNameConstraintValidator validator, X509Certificate certificate) throws IOException {
        byte[] extension = certificate.getExtensionValue(Extension.nameConstraints.getId());
        if (extension == null) {
            return;
        }
        NameConstraints constraints = NameConstraints.getInstance(
                Der.parse(ASN1OctetString.getInstance(extension).getOctets()));
        if (constraints.getPermittedSubtrees() != null) {
            validator.intersectPermittedSubtree(constraints.getPermittedSubtrees());
        }
        if (constraints.getExcludedSubtrees() != null) {
            for (GeneralSubtree excluded : constraints.getExcludedSubtrees()) {
                validator.addExcludedSubtree(excluded);
            }
        }
    }

    private static List<GeneralName> names(X509Certificate certificate) throws IOException {
        List<GeneralName> names = new ArrayList<>();
        X500Name subject = structure(certificate).getSubject();
        if (subject.getRDNs().length > 0) {
            names.add(new GeneralName(subject));
        }
        byte[] others = certificate.getExtensionValue(Extension.subjectAlternativeName.getId());
        if (others != null) {
            names.addAll(List.of(GeneralNames.getInstance(
                            Der.parse(ASN1OctetString.getInstance(others).getOctets()))
                    .getNames()));
        }
        return names;
    }

    private static Certificate structure(X509Certificate certificate) throws IOException {
        return fields(certificate).structure();
    }

    private static CertificateFields fields(X509Certificate certificate) throws IOException {
        return CertificateFields.of(certificate).orElseThrow(() -> new IOException("a certificate of the path"));
    }

    private static String name(X509Certificate certificate) {
        return Quoted.text(CertificateFields.of(certificate)
                .map(fields -> CertificateFields.shown(fields.structure().getSubject()))
                .orElse("(not readable)"));
    }
}
