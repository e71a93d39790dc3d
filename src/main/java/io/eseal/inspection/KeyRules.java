package io.eseal.inspection;

import io.eseal.keys.WeakKeys;
import java.io.IOException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** Rules of the certificate's key. */
final class KeyRules {

    private static final int SMALLEST = 2048;
    private static final int LARGEST = 16_384;
    private static final BigInteger EXPONENT_ABOVE = BigInteger.ONE.shiftLeft(16);
    private static final BigInteger EXPONENT_BELOW = BigInteger.ONE.shiftLeft(256);

    private KeyRules() {}

    @FunctionalInterface
    private interface RsaRule {
        Judgement judge(SubjectKey.Rsa key);
    }

    static List<Rule> rules() {
        return List.of(
                Rule.hard(
                        "key_kind",
                        "TS 119 312",
                        "The key is an RSA key, or one on a curve that is recommended.",
                        KeyRules::kind),
                Rule.hard(
                        "key_size",
                        "TS 119 312, 6.2.2.1; issuer's key rules",
                        "An RSA key has 2048 to 16384 bits.",
                        rsa(key -> Judgement.fulfilledIf(
                                key.modulus().bitLength() >= SMALLEST
                                        && key.modulus().bitLength() <= LARGEST,
                                () -> "The RSA key has " + key.modulus().bitLength() + " bits; it should have "
                                        + SMALLEST + " to " + LARGEST + "."))),
                Rule.hard(
                        "key_exponent",
                        "TS 119 312, 6.2.2.1",
                        "An RSA key's public exponent is odd, above 2^16 and below 2^256.",
                        rsa(key -> Judgement.fulfilledIf(
                                key.exponent().testBit(0)
                                        && key.exponent().compareTo(EXPONENT_ABOVE) > 0
                                        && key.exponent().compareTo(EXPONENT_BELOW) < 0,
                                () -> "The key is " + key.described()
                                        + "; its exponent should be odd, above 2^16 and below 2^256."))),
                Rule.hard(
                        "key_weak",
                        "CVE-2017-15361; CVE-2022-26320",
                        "An RSA key has none of the patterns by which weak keys are known.",
                        rsa(KeyRules::weakness)),
                Rule.hard(
                        "key_size_at_end",
                        "TS 119 312 v1.5.1",
                        "An RSA key is long enough for the certificate's last day.",
                        KeyRules::sizeAtEnd),
                Rule.hard(
                        "key_of_csr",
                        "order, csr; RFC 4055, 1.2",
                        "The key is the one of the CSR, for the same algorithm.",
                        KeyRules::csr),
                Rule.warning(
                        "key_parameters",
                        "RFC 3279, 2.3.1",
                        "An RSA key's algorithm has NULL as its parameters.",
                        KeyRules::parameters),
                Rule.hard("key_not_issuers", "this service's rule", "The key is not a CA's.", KeyRules::notIssuers),
                Rule.finding(
                        "key_elsewhere",
                        "this service's rule",
                        "The key belongs to no other request.",
                        inspected ->
                                elsewhere("key", inspected.ordered().elsewhere().withKey())),
                Rule.hard(
                        "key_compromised",
                        "EN 319 411-1, 6.2.4 and 6.3.9",
                        "Nobody has called the key compromised.",
                        inspected -> Judgement.fulfilledIf(
                                !inspected.ordered().elsewhere().compromised(),
                                () ->
                                        "Somebody has called this key compromised when asking for the revocation of a seal with"
                                                + " it; no other seal may have it.")),
                Rule.hard(
                        "certificate_elsewhere",
                        "this service's rule",
                        "The certificate belongs to no other request.",
                        inspected -> elsewhere(
                                "certificate", inspected.ordered().elsewhere().withCertificate())));
    }

    private static Rule.Check rsa(RsaRule rule) {
        return inspected -> inspected.certificate().key() instanceof SubjectKey.Rsa key
                ? rule.judge(key)
                : Judgement.notJudged("The key is not an RSA key.");
    }

    private static Judgement kind(Inspected inspected) throws IOException {
        SubjectKey key = inspected.certificate().key();
        if (key instanceof SubjectKey.Rsa rsa) {
            return Judgement.fulfilledIf(
                    rsa.modulus().signum() > 0, () -> "The RSA key's modulus is not a positive number; it should be.");
        }
        if (key instanceof SubjectKey.Ec ec && ec.recommended().isPresent()) {
            return Judgement.fulfilledIf(ec.onCurve(), () -> "The key is not a point on its curve; it should be one.");
        }
        return Judgement.broken("The key is " + key.described() + "; it should be RSA, or on one of the curves "
                + SubjectKey.RECOMMENDED_CURVES.values().stream().sorted().collect(Collectors.joining(", ")) + ".");
    }

    private static Judgement parameters(Inspected inspected) {
        AlgorithmIdentifier algorithm = inspected.certificate().keyInfo().getAlgorithm();
        return PKCSObjectIdentifiers.rsaEncryption.equals(algorithm.getAlgorithm())
                ? Judgement.fulfilledIf(
                        DERNull.INSTANCE.equals(algorithm.getParameters()),
                        () ->
                                "The RSA key's algorithm has no NULL as its parameters, as it should; some programs may not"
                                        + " read the key.")
                : Judgement.notJudged("The key's algorithm is not that of a common RSA key.");
    }

    private static Judgement weakness(SubjectKey.Rsa key) {
        return key.modulus().bitLength() > LARGEST
                ? Judgement.notJudged("The key is too long to be tested.")
                : Judgement.of(WeakKeys.weakness(key.modulus())
                        .map(why -> "The key's modulus " + why
                                + "; it should be the product of two random prime numbers."));
    }

    private static Judgement sizeAtEnd(Inspected inspected) throws IOException {
        LocalDate end = LocalDate.ofInstant(inspected.certificate().till(), ZoneOffset.UTC);
        LocalDate until = inspected.strength().shortKeysUntil();
        int least = inspected.strength().longKeySize();
        if (!(inspected.certificate().key() instanceof SubjectKey.Rsa key)) {
            return Judgement.notJudged("The key is not an RSA key.");
        }
        return Judgement.fulfilledIf(
                !end.isAfter(until) || key.modulus().bitLength() >= least,
                () -> "The RSA key has " + key.modulus().bitLength() + " bits in a certificate that ends on " + end
                        + "; beyond " + until + " it should have at least " + least + ".");
    }

    private static Judgement csr(Inspected inspected) throws IOException {
        if (inspected.ordered().onToken()) {
            return Judgement.notJudged("The key was made on a token, not with a CSR.");
        }
        Optional<PublicKey> key = inspected.ordered().csrKey();
        if (key.isEmpty()) {
            return Judgement.broken("The order has no CSR to compare the certificate's key with; it should have one.");
        }
        byte[] ordered = key.get().getEncoded();
        if (!inspected.certificate().hasKey(ordered)) {
            return Judgement.broken(
                    "The certificate is for another key than the one in the CSR; it should be for the same.");
        }
        return Judgement.fulfilledIf(
                inspected.certificate().hasKeyAlgorithm(ordered)
                        || inspected.ordered().pss() && inspected.certificate().isPssKey(),
                () -> "The certificate has the numbers of the CSR's key, but for another algorithm, "
                        + Signatures.name(inspected.certificate().keyInfo().getAlgorithm())
                        + "; it should be for the same, or programs find that key and certificate do not belong together.");
    }

    private static Judgement notIssuers(Inspected inspected) throws IOException {
        for (X509Certificate other : Stream.concat(
                        inspected.path().stream().skip(1), inspected.delivered().others().stream())
                .toList()) {
            Optional<CertificateFields> ca = CertificateFields.of(other);
            if (ca.isPresent()
                    && inspected.certificate().hasKey(ca.get().keyInfo().getEncoded())) {
                return Judgement.broken("The certificate's key is that of the CA "
                        + CertificateFields.shown(ca.get().structure().getSubject())
                        + "; it should be the organisation's own.");
            }
        }
        return Judgement.fulfilled();
    }

    private static Judgement elsewhere(String what, List<String> requests) {
        return Judgement.fulfilledIf(
                requests.isEmpty(),
                () -> "The " + what + " is that of " + Quoted.list(requests)
                        + " too; each request should have its own.");
    }
}
