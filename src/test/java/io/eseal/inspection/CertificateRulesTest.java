package io.eseal.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.Keys;
import io.eseal.fixtures.SealCertificate;
import io.eseal.trust.TrustVerdict;
import io.eseal.trust.TrustVerdict.Revocation;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERT61String;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.DERUniversalString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.NetscapeCertType;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DisplayText;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.NoticeReference;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.UserNotice;
import org.bouncycastle.asn1.x509.qualified.SemanticsInformation;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each certificate that should be stopped or told is, by the rule that says why; each good one passes in silence. */
class CertificateRulesTest {

    private static final String LEI = "LEIXG-529900T8BM49AURSDO55";
    private static final Instant CA_TILL = Delivery.CA_TILL;
    private static final ASN1ObjectIdentifier CABF = new ASN1ObjectIdentifier("2.23.140.3.1");
    private static final ASN1ObjectIdentifier CT_POISON = new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.3");
    private static final BigInteger F4 = RSAKeyGenParameterSpec.F4;
    private static final BigInteger PRIME = new BigInteger(1024, 40, new Random(1)).setBit(1023);

    private final List<Arguments> cases = new ArrayList<>();
    private String group = "";

    private static final List<Arguments> BAD = badOnes();

    static Stream<Arguments> bad() {
        return BAD.stream();
    }

    private static List<Arguments> badOnes() {
        CertificateRulesTest all = new CertificateRulesTest();
        all.statements();
        all.downloads();
        all.besides();
        all.keys();
        all.chains();
        all.identities();
        all.validities();
        all.writtenDates();
        all.subjects();
        all.policies();
        all.extensions();
        return all.cases;
    }

    static Stream<Arguments> good() {
        CertificateRulesTest all = new CertificateRulesTest();
        all.goodOnes();
        return all.cases.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void what_is_wrong_is_told_by_its_rules_and_by_no_others(String name, String rules, Delivery delivery) {
        assertThat(broken(delivery.inspect())).isEqualTo(new TreeSet<>(List.of(rules.split(" "))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void what_is_right_passes_in_silence(String name, String none, Delivery delivery) {
        InspectionReport report = delivery.inspect();
        assertThat(broken(report)).isEmpty();
        assertThat(report.conclusion()).isEqualTo(Conclusion.ACCEPTED);
    }

    @Test
    void what_cannot_be_read_is_accepted_by_nobody_whatever_the_rule_weighs() {
        Delivery delivery = Delivery.ofCsr();
        delivery.seal.extension(Extension.privateKeyUsagePeriod, false, new byte[] {2, 1, 0});
        assertThat(delivery.inspect().broken(Weight.HARD))
                .filteredOn(result -> result.rule().equals("private_key_usage_period"))
                .singleElement()
                .satisfies(result -> assertThat(result.sentence())
                        .contains("cannot be decoded; damaged are its usage period of the key"));
    }

    @Test
    void every_rule_is_broken_by_a_case() {
        Set<String> broken = bad().flatMap(
                        arguments -> Stream.of(((String) arguments.get()[1]).split(" ")))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(broken).isEqualTo(Rules.ALL.stream().map(Rule::id).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Set<String> broken(InspectionReport report) {
        return report.results().stream()
                .filter(result -> result.outcome() == Outcome.BROKEN)
                .map(RuleResult::rule)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void csr(String name, String rules, Consumer<Delivery> change) {
        cases.add(Arguments.of(group + ": " + name, rules, Delivery.ofCsr().with(change)));
    }

    private void token(String name, String rules, Consumer<Delivery> change) {
        cases.add(Arguments.of(
                group + ": " + name + ", token", rules, Delivery.ofToken().with(change)));
    }

    private void seal(String name, String rules, Consumer<SealCertificate> change) {
        csr(name, rules, delivery -> change.accept(delivery.seal));
    }

    private void tokenSeal(String name, String rules, Consumer<SealCertificate> change) {
        token(name, rules, delivery -> change.accept(delivery.seal));
    }

    private void statements() {
        group = "QC statements";
        String nothing = "qc_statements qc_compliance qc_type qc_pds qc_semantics_legal";
        seal("none", nothing, SealCertificate::withoutStatements);
        String damaged = nothing
                + " extensions_unexpected extensions_syntax qc_legislation qc_device qc_device_legislation qc_pds_https qc_pds_english"
                + " qc_semantics_natural qc_psd2 qc_limit policy_device organization_identifier";
        seal(
                "damaged",
                damaged,
                it -> it.withoutStatements().extension(Extension.qCStatements, false, new byte[] {0x30, 5}));
        seal(
                "of thousands of levels",
                damaged,
                it -> it.withoutStatements().extension(Extension.qCStatements, false, deep()));
        seal(
                "a text",
                damaged,
                it -> it.withoutStatements().extension(Extension.qCStatements, false, new DERUTF8String("none")));
        seal(
                "an empty list",
                nothing,
                it -> it.withoutStatements().extension(Extension.qCStatements, false, new DERSequence()));
        seal("no QcCompliance", "qc_compliance", it -> it.withoutStatement(SealCertificate.COMPLIANCE));
        seal("Swiss law", "qc_legislation", it -> it.countries(SealCertificate.LEGISLATION, "CH"));
        seal("law of another country", "qc_legislation", it -> it.countries(SealCertificate.LEGISLATION, "US", "GB"));
        seal("law of no country", "qc_legislation", it -> it.countries(SealCertificate.LEGISLATION));
        seal("for signatures", "qc_type", it -> it.types(SealCertificate.ESIGN));
        seal("for web sites", "qc_type", it -> it.types("0.4.0.1862.1.6.3"));
        seal("of both types", "qc_type", it -> it.types(SealCertificate.ESEAL, SealCertificate.ESIGN));
        seal("of one type twice", "qc_type", it -> it.types(SealCertificate.ESEAL, SealCertificate.ESEAL));
        seal("of an unknown type", "qc_type", it -> it.types("0.4.0.1862.1.6.9"));
        seal("of no type", "qc_type", it -> it.withoutStatement(SealCertificate.TYPE));
        seal("of an empty list of types", "qc_type", SealCertificate::types);
        seal("a type without content", "qc_type", it -> it.statement(SealCertificate.TYPE));
        seal(
                "a type as a text",
                "qc_type extensions_unexpected",
                it -> it.statement(SealCertificate.TYPE, new DERUTF8String("seal")));
        tokenSeal("no device", "qc_device policy_device", it -> it.withoutStatement(SealCertificate.QSCD));
        seal("a device for a CSR", "qc_device policy_device", it -> it.statement(SealCertificate.QSCD));
        seal("no disclosure statement", "qc_pds", it -> it.withoutStatement(SealCertificate.PDS));
        seal(
                "a disclosure statement by script",
                "qc_pds qc_pds_https",
                it -> it.disclosure("javascript:alert(1)", "en"));
        seal("a disclosure statement by file", "qc_pds qc_pds_https", it -> it.disclosure("file:///etc/pds.pdf", "en"));
        seal("a disclosure statement nowhere", "qc_pds qc_pds_https", it -> it.disclosure("", "en"));
        seal(
                "an empty list of disclosure statements",
                "qc_pds",
                it -> it.statement(SealCertificate.PDS, new DERSequence()));
        seal(
                "a damaged disclosure statement",
                "qc_pds qc_pds_https qc_pds_english extensions_unexpected",
                it -> it.statement(SealCertificate.PDS, new DERUTF8String("en")));
        seal("an unsafe disclosure statement", "qc_pds_https", it -> it.disclosure("http://pki.example/pds.pdf", "en"));
        seal(
                "no English disclosure statement",
                "qc_pds_english",
                it -> it.disclosure("https://pki.example/pds.pdf", "nl"));
        seal(
                "identifier of a natural person",
                "qc_semantics_legal qc_semantics_natural",
                it -> it.semantics("0.4.0.194121.1.1"));
        seal(
                "eIDAS identifier of a natural person",
                "qc_semantics_legal qc_semantics_natural",
                it -> it.semantics("0.4.0.194121.1.3"));
        seal(
                "identifier of nobody knows what",
                "qc_semantics_legal",
                it -> it.withoutStatement(SealCertificate.SEMANTICS));
        tokenSeal(
                "device of a third country",
                "qc_device_legislation",
                it -> it.countries(SealCertificate.QSCD_LEGISLATION, "CH"));
        seal(
                "roles of a payment service provider",
                "qc_psd2",
                it -> it.statement(SealCertificate.PSD2, new DERSequence()));
        csr("no roles of a payment service provider", "qc_psd2", it -> it.psd2 = true);
        seal("a limit", "qc_limit", it -> it.statement(SealCertificate.LIMIT, new DERSequence()));
        seal("critical", "qc_not_critical", SealCertificate::criticalStatements);
    }

    private void downloads() {
        group = "form of the download";
        String unreadable = "download_readable";
        text("empty", unreadable, pem -> "");
        text("a sentence", unreadable, pem -> "no certificate");
        text("a page", unreadable, pem -> "<html><body>Sign in</body></html>");
        text("zeros", unreadable, pem -> "\0\0\0\0");
        text("cut off in a block", unreadable, pem -> pem.substring(0, pem.length() / 3));
        text("a block without an end", unreadable, pem -> pem.replace("-----END CERTIFICATE-----", ""));
        text("not base64", unreadable, pem -> pem.replace("MII", "M!I"));
        text("an empty block", unreadable, pem -> "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n");
        text("a CSR", unreadable, pem -> Keys.csr(Delivery.SEAL_KEY));
        text("a PKCS #7", unreadable, pem -> pem.replace("CERTIFICATE", "PKCS7"));
        text("too many", unreadable, pem -> pem.repeat(20));
        for (String label : List.of("X509 CERTIFICATE", "TRUSTED CERTIFICATE")) {
            text("the label " + label, unreadable, pem -> pem.replace("CERTIFICATE", label));
        }
        csr(
                "a block of two certificates",
                unreadable,
                it -> it.download = pem -> {
                    byte[] one = it.seal.der();
                    byte[] both = Arrays.copyOf(one, one.length * 2);
                    System.arraycopy(one, 0, both, one.length, one.length);
                    return block(both);
                });
        csr(
                "a block of a certificate and one more byte",
                unreadable,
                it -> it.download = pem -> block(Arrays.copyOf(it.seal.der(), it.seal.der().length + 1)));
        csr(
                "a certificate without its last byte",
                unreadable,
                it -> it.download = pem -> block(Arrays.copyOf(it.seal.der(), it.seal.der().length - 1)));
        csr("not in PEM", unreadable, it -> it.download = pem -> it.seal.der());
        csr(
                "a length that is not stated",
                unreadable,
                it -> it.download = pem -> {
                    byte[] der = it.seal.der();
                    byte[] indefinite = new byte[der.length];
                    indefinite[0] = 0x30;
                    indefinite[1] = (byte) 0x80;
                    System.arraycopy(der, 4, indefinite, 2, der.length - 4);
                    return block(indefinite);
                });
        text("a damaged CA", unreadable, pem -> pem + "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
        csr("the CA alone", "download_leaf", it -> it.text(pem -> it.issuing.pem()));
        csr(
                "another seal, too",
                "download_leaf",
                it -> it.text(pem -> pem + anotherSeal().pem()));
        text(
                "a private key",
                "download_private_key",
                pem -> pem + "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\n");
        privateKey(
                "PuTTY",
                "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: eddsa-key\nPublic-Lines: 2\n"
                        + "AAAAC3NzaC1lZDI1NTE5AAAAIOc\nj5p9\n"
                        + "Private-Lines: 1\nAAAAIGJ1dCB0aGlzIGlzIG5vIHJlYWwga2V5\nPrivate-MAC: 8f3a\n");
        privateKey(
                "PGP",
                "-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\n\n"
                        + "lQOYBF5w2ZYBCADW1mB3Yx0q9m8QvZq7v5l1n0mV5xJ3Zb9e\n=abcd\n-----END PGP PRIVATE KEY BLOCK-----");
        privateKey(
                "DER in base64",
                Base64.getEncoder()
                        .encodeToString(Delivery.OTHER_KEY.getPrivate().getEncoded()));
        privateKey(
                "DER in hex",
                HexFormat.of().formatHex(Delivery.OTHER_KEY.getPrivate().getEncoded()));
        csr(
                "another signature",
                "path_signature",
                it -> it.download = pem -> {
                    byte[] der = it.seal.der();
                    der[der.length - 1] ^= 1;
                    return (new String(block(der), StandardCharsets.US_ASCII) + it.issuing.pem())
                            .getBytes(StandardCharsets.US_ASCII);
                });
    }

    private void privateKey(String form, String key) {
        text("a private key, " + form, "download_private_key", pem -> pem + "\n" + key + "\n");
    }

    private static SealCertificate anotherSeal() {
        return SealCertificate.seal(
                Delivery.OTHER_KEY, false, Delivery.ISSUING, Delivery.ISSUING_KEY, Delivery.FROM, Delivery.TILL);
    }

    private void besides() {
        group = "download";
        csr("a foreign certificate that calls itself a CA's, and must not sign others", "download_leaf", it -> {
            SealCertificate foreign = anotherSeal()
                    .subject("O", "Evil SA")
                    .extension(Extension.basicConstraints, true, new BasicConstraints(true));
            it.text(pem -> pem + foreign.pem());
        });
        String content = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(new byte[300]) + "\n";
        for (String label : List.of(
                "-----BEGIN X509 CERTIFICATE-----",
                "-----BEGIN TRUSTED CERTIFICATE-----",
                "-----BEGIN PKCS7-----",
                "-----BEGIN ATTRIBUTE CERTIFICATE-----",
                "-----begin certificate-----",
                "----BEGIN CERTIFICATE----",
                "-----BEGIN  CERTIFICATE-----",
                "0\uFFFD\u0003\uFFFD",
                "P\u0000K",
                "")) {
            text("also " + label, "download_other", it -> it + label + "\n" + content);
        }
    }

    private void text(String name, String rules, UnaryOperator<String> change) {
        csr(name, rules, it -> it.text(change));
    }

    private static byte[] block(byte[] der) {
        return Keys.pem("CERTIFICATE", der).getBytes(StandardCharsets.US_ASCII);
    }

    private void keys() {
        group = "key";
        csr("another one than in the CSR", "key_of_csr", it -> it.csrKey = Optional.of(Delivery.OTHER_KEY.getPublic()));
        for (ASN1Encodable parameters : Arrays.asList(null, pssParameters())) {
            seal(
                    "of the CSR's numbers, but for RSASSA-PSS alone, with the parameters " + parameters,
                    "key_of_csr",
                    it -> it.key(ofAlgorithm(PKCSObjectIdentifiers.id_RSASSA_PSS, parameters)));
        }
        seal(
                "without NULL beside the algorithm",
                "key_parameters",
                it -> it.key(ofAlgorithm(PKCSObjectIdentifiers.rsaEncryption, null)));
        token("the issuing CA's, for RSASSA-PSS", "key_not_issuers", it -> {
            it.seal.key(new SubjectPublicKeyInfo(
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS),
                    SubjectPublicKeyInfo.getInstance(
                                    Delivery.ISSUING_KEY.getPublic().getEncoded())
                            .getPublicKeyData()
                            .getOctets()));
        });
        seal(
                "of the CSR's numbers, but for encryption alone",
                "key_of_csr key_kind",
                it -> it.key(ofAlgorithm(PKCSObjectIdentifiers.id_RSAES_OAEP, null)));
        csr("no CSR", "key_of_csr", it -> it.csrKey = Optional.empty());
        rsa("512 bits", "key_size", Keys.rsa(512));
        rsa("1024 bits", "key_size", Keys.rsa(1024));
        rsa("exponent 3", "key_exponent", Keys.rsa(2048, BigInteger.valueOf(3)));
        number("exponent 1", "key_exponent", modulus(), BigInteger.ONE);
        number("exponent even", "key_exponent", modulus(), F4.add(BigInteger.ONE));
        number("exponent 65535", "key_exponent", modulus(), BigInteger.valueOf(65_535));
        number(
                "exponent of 300 bits",
                "key_exponent",
                modulus(),
                BigInteger.ONE.shiftLeft(300).setBit(0));
        number("exponent negative", "key_exponent", modulus(), F4.negate());
        number("modulus negative", "key_kind key_weak", modulus().negate(), F4);
        number("modulus even", "key_weak", modulus().subtract(BigInteger.ONE), F4);
        number(
                "modulus of 16385 bits",
                "key_size",
                BigInteger.ONE.shiftLeft(16_384).setBit(0),
                F4);
        number(
                "small factor",
                "key_weak",
                PRIME.multiply(PRIME.nextProbablePrime()).multiply(BigInteger.valueOf(65_521)),
                F4);
        number("close primes", "key_weak", PRIME.multiply(PRIME.nextProbablePrime()), F4);
        number("a square", "key_weak", PRIME.multiply(PRIME), F4);
        number(
                "a prime",
                "key_weak",
                new BigInteger(2048, 20, new Random(2)).setBit(2047).nextProbablePrime(),
                F4);
        number("pattern of ROCA", "key_weak", roca(), F4);
        token(
                "the issuing CA's",
                "key_not_issuers",
                it -> it.seal.key(Delivery.ISSUING_KEY.getPublic().getEncoded()));
        token("the root's, which came too", "key_not_issuers", it -> {
            it.seal.key(Delivery.ROOT_KEY.getPublic().getEncoded());
            it.withRoot = false;
            it.text(pem -> pem + it.root.pem());
        });
        point("P-192", "key_kind", SECObjectIdentifiers.secp192r1);
        point("P-224", "key_kind", SECObjectIdentifiers.secp224r1);
        point("of Bitcoin", "key_kind", SECObjectIdentifiers.secp256k1);
        info(
                "on a curve without a name",
                "key_kind",
                new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(
                                X9ObjectIdentifiers.id_ecPublicKey, SECNamedCurves.getByName("secp256r1")),
                        point(SECObjectIdentifiers.secp256r1)));
        info(
                "beside its curve",
                "key_kind",
                new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1),
                        changed(point(SECObjectIdentifiers.secp256r1))));
        info(
                "at infinity",
                "key_kind",
                new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1),
                        new byte[] {0}));
        info(
                "Ed25519",
                "key_kind",
                new SubjectPublicKeyInfo(new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), new byte[32]));
        info(
                "damaged",
                "key_kind key_size key_exponent key_weak key_size_at_end key_not_issuers",
                new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                        new byte[] {1, 2, 3}));
        csr("2048 bits beyond 2028", "key_size_at_end", it -> {
            it.seal.valid(Delivery.FROM, Instant.parse("2029-06-13T23:59:59Z"));
            it.validity = Ordered.Validity.of(Period.ofYears(3));
            it.lastDay = Optional.of(LocalDate.of(2029, 6, 13));
        });
        nothing("only the token has it", "certificate_seen", it -> {});
        nothing(
                "only the token has it, and CertCentral tells that it is over",
                "order_not_over certificate_seen",
                it -> it.lastDay = Optional.of(LocalDate.of(2026, 6, 14)));
        nothing(
                "only the token has it, and its order was revoked",
                "order_status certificate_seen",
                it -> it.status = Optional.of("revoked"));
        csr("called compromised", "key_compromised", it -> it.compromised = true);
        csr("of another request, too", "key_elsewhere", it -> it.withKey = List.of("ES-00000002"));
        csr(
                "certificate of another request, too",
                "certificate_elsewhere",
                it -> it.withCertificate = List.of("ES-00000002"));
    }

    private static SubjectPublicKeyInfo ofAlgorithm(ASN1ObjectIdentifier algorithm, ASN1Encodable parameters) {
        return new SubjectPublicKeyInfo(
                parameters == null
                        ? new AlgorithmIdentifier(algorithm)
                        : new AlgorithmIdentifier(algorithm, parameters),
                SubjectPublicKeyInfo.getInstance(Delivery.SEAL_KEY.getPublic().getEncoded())
                        .getPublicKeyData()
                        .getOctets());
    }

    private static ASN1Encodable pssParameters() {
        AlgorithmIdentifier digest = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha512, DERNull.INSTANCE);
        return new RSASSAPSSparams(
                digest,
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, digest),
                new ASN1Integer(64),
                new ASN1Integer(1));
    }

    private void nothing(String name, String rules, Consumer<Delivery> change) {
        token(name, rules, it -> {
            it.nothingCame = true;
            change.accept(it);
        });
    }

    private void rsa(String name, String rules, KeyPair key) {
        token(name, rules, it -> it.seal.key(key.getPublic().getEncoded()));
    }

    private void number(String name, String rules, BigInteger modulus, BigInteger exponent) {
        info(name, rules, SealCertificate.rsa(modulus, exponent));
    }

    private void info(String name, String rules, SubjectPublicKeyInfo info) {
        token(name, rules, it -> it.seal.key(info));
    }

    private void point(String name, String rules, ASN1ObjectIdentifier curve) {
        info(name, rules, onCurve(curve));
    }

    private static SubjectPublicKeyInfo onCurve(ASN1ObjectIdentifier curve) {
        return new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), point(curve));
    }

    private static byte[] point(ASN1ObjectIdentifier curve) {
        return ECNamedCurveTable.getByOID(curve).getG().getEncoded(false);
    }

    private static byte[] changed(byte[] point) {
        point[point.length - 1] ^= 1;
        return point;
    }

    private static BigInteger modulus() {
        return ((RSAPublicKey) Delivery.SEAL_KEY.getPublic()).getModulus();
    }

    /** Two primes of the form k·M + 65537^a mod M, M the product of the first primes. */
    private static BigInteger roca() {
        BigInteger product = BigInteger.ONE;
        for (BigInteger prime = BigInteger.TWO; prime.intValue() <= 167; prime = prime.nextProbablePrime()) {
            product = product.multiply(prime);
        }
        Random random = new Random(3);
        BigInteger modulus = BigInteger.ONE;
        for (int found = 0; found < 2; ) {
            BigInteger candidate = new BigInteger(1025 - product.bitLength(), random)
                    .setBit(1024 - product.bitLength())
                    .setBit(1023 - product.bitLength())
                    .multiply(product)
                    .add(F4.modPow(BigInteger.valueOf(random.nextInt(1 << 20)), product));
            if (candidate.testBit(1023)
                    && candidate.testBit(1022)
                    && candidate.bitLength() == 1024
                    && candidate.isProbablePrime(20)) {
                modulus = modulus.multiply(candidate);
                found++;
            }
        }
        return modulus;
    }

    private void chains() {
        group = "chain and signature";
        csr("no path", "trust_path", it -> it.whyNoPath = Optional.of("no CA of this name is known"));
        csr(
                "a path of another seal",
                "trust_path",
                it -> it.pathsLeaf = Optional.of(Delivery.read(anotherSeal().pem())));
        csr(
                "a service that is not granted for seals",
                "trust_service",
                it -> it.listed = Delivery.listed(false, "QCERT_FOR_ESEAL"));
        csr(
                "a service that was granted for seals after the certificate began",
                "trust_service",
                it -> it.listed = Delivery.listed(false, true, "QCERT_FOR_ESEAL"));
        csr(
                "a service that was withdrawn after the certificate began",
                "trust_service",
                it -> it.listed = Delivery.listed(true, false, "QCERT_FOR_ESEAL"));
        csr("a service of which the list says nothing", "trust_service", it -> it.listed = Optional.empty());
        csr(
                "a service that was withdrawn",
                "trust_service trust_qualification",
                it -> it.listed = Delivery.listed(false, "CERT_FOR_ESEAL"));
        csr("another qualification", "trust_qualification", it -> it.listed = Delivery.listed(true, "QCERT_FOR_ESIG"));
        token(
                "another qualification",
                "trust_qualification",
                it -> it.listed = Delivery.listed(true, "QCERT_FOR_ESEAL"));
        csr(
                "a qualification that was taken back since",
                "trust_qualification",
                it -> it.qualificationNow = Optional.of("NOT_QUALIFIED"));
        token(
                "a device whose qualification was taken back since",
                "trust_qualification",
                it -> it.qualificationNow = Optional.of("QCERT_FOR_ESEAL"));
        csr("a CA that the file alone knows, though lists are read", "trust_qualification_judged", it -> {
            it.trustedByFile();
            it.lists = List.of(new TrustVerdict.ListSnapshot(
                    URI.create("https://lists.example/lotl.xml"), 5, Delivery.FROM, "ab".repeat(32)));
        });
        csr("signed by another key", "path_signature", it -> it.seal.signedBy(Delivery.OTHER_KEY));
        csr(
                "an intermediate of another root",
                "path_signature",
                it -> it.root = SealCertificate.ca(
                        "Example Root",
                        Delivery.OTHER_KEY,
                        Delivery.ROOT,
                        Delivery.OTHER_KEY,
                        Delivery.CA_FROM,
                        CA_TILL));
        csr("another issuer named", "path_signature", it -> it.seal.issuer(SealCertificate.caName("Another CA")));
        csr(
                "issuer expired",
                "path_dates validity_of_issuer",
                it -> it.issuing.valid(Delivery.CA_FROM, Delivery.NOW.minusSeconds(1)));
        csr("issuer not yet valid", "path_dates", it -> it.issuing.valid(Delivery.NOW.plusSeconds(60), CA_TILL));
        csr(
                "issuer younger than the seal",
                "path_dates",
                it -> it.issuing.valid(Delivery.FROM.plusSeconds(60), CA_TILL));
        csr("root expired", "path_dates", it -> it.root.valid(Delivery.CA_FROM, Delivery.NOW.minusSeconds(1)));
        csr("issuer may not sign certificates", "path_key_cert_sign", it -> it.issuing.keyUsage(KeyUsage.cRLSign));
        csr("issuer is no CA", "path_ca", it -> {
            it.issuing.extension(Extension.basicConstraints, true, new BasicConstraints(false));
            it.text(pem -> it.seal.pem());
        });
        csr("issuer does not say that it is a CA", "path_ca", it -> {
            it.issuing.without(Extension.basicConstraints);
            it.text(pem -> it.seal.pem());
        });
        csr(
                "path too long",
                "path_length",
                it -> it.root.extension(Extension.basicConstraints, true, new BasicConstraints(0)));
        csr(
                "name excluded",
                "path_name_constraints",
                it -> it.issuing.extension(
                        Extension.nameConstraints, true, new NameConstraints(null, subtrees("C=BE"))));
        csr(
                "name not permitted",
                "path_name_constraints",
                it -> it.root.extension(
                        Extension.nameConstraints, true, new NameConstraints(subtrees("C=BE,O=Example Trust"), null)));
        csr(
                "damaged name constraints",
                "path_name_constraints",
                it -> it.issuing.extension(Extension.nameConstraints, true, new byte[] {1, 1, 0}));
        csr(
                "issuer's key too short",
                "path_key path_signature",
                it -> it.issuing.key(Keys.rsa(1024).getPublic().getEncoded()));
        csr("issuer for web sites alone", "path_purposes", it -> {
            it.trustedByFile();
            it.issuing.extendedKeyUsage(KeyPurposeId.id_kp_serverAuth);
        });
        csr("root for time-stamps alone", "path_purposes", it -> {
            it.trustedByFile();
            it.root.extendedKeyUsage(KeyPurposeId.id_kp_timeStamping);
        });
        csr("issuer for purposes that nobody knows, of an issuer without a profile", "path_purposes", it -> {
            it.trustedByFile();
            it.settings = anyProfile();
            it.issuing.extendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning, KeyPurposeId.id_kp_serverAuth);
        });
        csr("issuer of other policies", "path_policies", it -> {
            it.trustedByFile();
            it.issuing.policies("1.2.3");
        });
        csr("issuer's purposes damaged", "path_purposes", it -> {
            it.trustedByFile();
            it.issuing.extension(Extension.extendedKeyUsage, false, new byte[] {0x30, 5});
        });
        seal("SHA-1", "signature_algorithm", it -> it.algorithm("SHA1withRSA"));
        seal("MD5", "signature_algorithm", it -> it.algorithm("MD5withRSA"));
        seal("unknown algorithm", "signature_algorithm path_signature", SealCertificate::unknownAlgorithm);
        csr("issuer's SHA-1", "path_signature_algorithm", it -> it.issuing.algorithm("SHA1withRSA"));
        csr("issuer's MD5", "path_signature_algorithm", it -> it.issuing.algorithm("MD5withRSA"));
        csr("PSS with SHA-1", "signature_algorithm", it -> {
            it.pss = true;
            it.seal.algorithm("SHA1withRSAandMGF1");
        });
        seal("PSS not ordered", "signature_pss", it -> it.algorithm("SHA256withRSAandMGF1"));
        csr("PSS ordered", "signature_pss", it -> it.pss = true);
        seal(
                "another algorithm inside",
                "signature_algorithm_same path_signature",
                it -> it.innerAlgorithm(
                        new AlgorithmIdentifier(PKCSObjectIdentifiers.sha512WithRSAEncryption, DERNull.INSTANCE)));
    }

    private static GeneralSubtree[] subtrees(String name) {
        return new GeneralSubtree[] {new GeneralSubtree(new GeneralName(new X500Name(name)))};
    }

    private void identities() {
        group = "status and identity";
        csr(
                "revoked",
                "revocation",
                it -> it.revocation =
                        Delivery.revocation(Revocation.Status.REVOKED, Optional.of(Delivery.NOW.minusSeconds(60))));
        csr(
                "not known to the issuer's responder",
                "revocation_responder revocation_known",
                it -> it.revocation = Delivery.revocation(Revocation.Status.UNKNOWN, Optional.empty()));
        csr(
                "names nobody who can ever be asked",
                "revocation_known revocation_askable",
                it -> it.revocation = new Revocation(
                        Revocation.Status.UNKNOWN,
                        Optional.empty(),
                        Optional.of("OCSP at http://127.0.0.1: 127.0.0.1 is not on the public internet."),
                        Optional.empty(),
                        Optional.empty(),
                        true));
        csr(
                "revocation unknown",
                "revocation_known",
                it -> it.revocation = new Revocation(
                        Revocation.Status.UNKNOWN,
                        Optional.empty(),
                        Optional.of("Nobody answers."),
                        Optional.empty(),
                        Optional.empty()));
        for (String status : List.of("revoked", "canceled", "rejected", "denied", "expired")) {
            csr("order " + status, "order_status", it -> it.status = Optional.of(status));
        }
        for (String status :
                List.of("pending", "processing", "waiting_pickup", "reissue_pending", "needs_approval", "5")) {
            csr("order " + status, "order_issued", it -> it.status = Optional.of(status));
        }
        csr("an order that is not the one placed", "order_otherwise", it -> it.otherwise = Optional.of("It is not."));
        csr("another serial number", "order_serial_number", it -> it.serialNumber = Optional.of("0123456789abcdef"));
        csr("no serial number at all", "order_serial_number", it -> it.serialNumber = Optional.of("unknown"));
        csr("first day otherwise told", "order_first_day", it -> it.firstDay = Optional.of(LocalDate.of(2026, 6, 10)));
        csr("last day otherwise told", "order_last_day", it -> it.lastDay = Optional.of(LocalDate.of(2028, 10, 1)));
        seal(
                "another organisation",
                "organization_name common_name",
                it -> it.replaceSubject("O", "Other BV").replaceSubject("CN", "Other BV"));
        seal("another organisation's common name", "common_name", it -> it.replaceSubject("CN", "Other BV"));
        csr("a dotless i", "organization_name common_name", it -> {
            it.organization = "Finixe NV";
            it.seal.replaceSubject("O", "F\u0131nixe NV").replaceSubject("CN", "F\u0131nixe NV");
        });
        seal(
                "a line separator in the name",
                "organization_name common_name",
                it -> it.replaceSubject("O", "Example\u2028NV").replaceSubject("CN", "Example\u2028NV"));
        for (String odd : List.of("\u2028", "\u2029", "\u000B", "\u001C", "\u0085")) {
            seal(
                    "U+%04X at the end of the name".formatted((int) odd.charAt(0)),
                    "organization_name common_name",
                    it -> it.replaceSubject("O", "Example NV" + odd).replaceSubject("CN", odd + "Example NV"));
        }
        csr("another country", "organization_country", it -> it.country = Optional.of("NL"));
    }

    private void validities() {
        group = "validity";
        valid("begins in 30 days", "validity_begun", Delivery.NOW.plus(Duration.ofDays(30)), Period.ofYears(2));
        valid("begins in six minutes", "validity_begun", Delivery.NOW.plus(Duration.ofMinutes(6)), Period.ofYears(2));
        valid("one day", "validity_ordered validity_ordered_days", Delivery.NOW, Period.ofDays(1));
        valid("eight months too short", "validity_ordered validity_ordered_days", Delivery.NOW, Period.ofMonths(16));
        valid("ten days too short", "validity_ordered_days", Delivery.NOW, Period.ofDays(720));
        valid("ten days too long", "validity_ordered_days", Delivery.NOW, Period.ofDays(741));
        valid(
                "over",
                "validity_not_over validity_ordered validity_ordered_days",
                Delivery.NOW.minus(Duration.ofDays(400)),
                Period.ofDays(399));
        for (int days : new int[] {2, 20, 330}) {
            csr(
                    "begins " + days + " days before it was ordered",
                    "validity_since_order",
                    it -> it.validity = orderedOn(
                            Period.ofYears(2), LocalDate.of(2026, 6, 14).plusDays(days)));
        }
        csr(
                "ends before it begins",
                "validity_order validity_not_over validity_ordered validity_ordered_days",
                it -> dated(it, Delivery.NOW, Delivery.NOW.minusSeconds(60)));
        csr(
                "ends when it begins",
                "validity_order validity_not_over validity_ordered validity_ordered_days",
                it -> dated(it, Delivery.NOW, Delivery.NOW));
        csr(
                "ten years",
                "validity_longest validity_ordered validity_ordered_days key_size_at_end",
                it -> dated(it, Delivery.FROM, Instant.parse("2036-06-14T00:00:00Z")));
        csr("three years and a week, as ordered", "validity_longest key_size_at_end", it -> {
            it.validity = Ordered.Validity.until(LocalDate.of(2029, 6, 21));
            dated(it, Delivery.FROM, Instant.parse("2029-06-21T00:00:00Z"));
        });
        csr(
                "for ever",
                "validity_longest validity_of_issuer validity_ordered validity_ordered_days key_size_at_end",
                it -> dated(it, Delivery.FROM, Instant.parse("9999-12-31T23:59:59Z")));
        csr(
                "beyond its issuer",
                "validity_of_issuer",
                it -> it.issuing.valid(Delivery.CA_FROM, Delivery.TILL.minusSeconds(1)));
        csr("three years where one was ordered", "validity_ordered validity_ordered_days key_size_at_end", it -> {
            it.validity = Ordered.Validity.of(Period.ofYears(1));
            dated(it, Delivery.FROM, Instant.parse("2029-06-13T00:00:00Z"));
        });
        csr("a renewal half a year too long", "validity_ordered validity_ordered_days", it -> {
            it.renewal = true;
            it.validity = Ordered.Validity.of(Period.ofYears(1));
            dated(it, Delivery.FROM, Instant.parse("2027-12-14T00:00:00Z"));
        });
    }

    private void writtenDates() {
        group = "validity as written";
        for (String time : List.of("2606140000Z", "260614010000+0100", "260613230000-0100")) {
            seal("begins " + time, "validity_form", it -> it.fromWritten(new ASN1UTCTime(time)));
        }
        seal(
                "begins with a fraction",
                "validity_form validity_time_type",
                it -> it.fromWritten(new DERGeneralizedTime("20260614000000.5Z")));
        seal("ends with an offset", "validity_form", it -> it.tillWritten(new ASN1UTCTime("280615005959+0100")));
        seal(
                "a GeneralizedTime before 2050",
                "validity_time_type",
                it -> it.fromWritten(new DERGeneralizedTime("20260614000000Z"))
                        .tillWritten(new DERGeneralizedTime("20280614235959Z")));
    }

    private static Ordered.Validity orderedOn(Period length, LocalDate day) {
        return new Ordered.Validity(Optional.of(length), Optional.empty(), Optional.of(day));
    }

    private void valid(String name, String rules, Instant from, Period length) {
        csr(
                name,
                rules,
                it -> dated(it, from, from.atOffset(ZoneOffset.UTC).plus(length).toInstant()));
    }

    private static void dated(Delivery delivery, Instant from, Instant till) {
        delivery.seal.valid(from, till);
        delivery.firstDay = Optional.empty();
        delivery.lastDay = Optional.empty();
    }

    private void subjects() {
        group = "subject";
        seal("empty", "subject_attributes", SealCertificate::emptySubject);
        for (String attribute : List.of("C", "O", "OI", "CN")) {
            seal("without " + attribute, "subject_attributes", it -> it.withoutSubject(attribute));
        }
        seal("C twice", "subject_attributes", it -> it.subject("C", "BE"));
        seal("O twice", "subject_attributes", it -> it.subject("O", "Example NV"));
        seal("OI twice", "subject_attributes", it -> it.subject("OI", "VATBE-0123456789"));
        seal("CN twice", "subject_attributes", it -> it.subject("CN", "Example NV"));
        seal("O blank", "subject_attributes organization_name", it -> it.replaceSubject("O", " "));
        seal(
                "O of a filler that nobody sees",
                "subject_attributes organization_name",
                it -> it.replaceSubject("O", "\u3164"));
        seal(
                "O not UTF-8",
                "subject_attributes organization_name organization_identifier_not_name organization_identifier_number"
                        + " extensions_unexpected policy_notice_contrary",
                it -> it.withoutSubject("O").subject("O", notUtf8()));
        seal(
                "CN a number",
                "subject_attributes common_name",
                it -> it.withoutSubject("CN").subject("CN", DERNull.INSTANCE));
        String country = "subject_country organization_country";
        seal("C in small letters", country + " organization_identifier_country", it -> it.replaceSubject("C", "be"));
        seal("C of nowhere", country + " organization_identifier_country", it -> it.replaceSubject("C", "XX"));
        seal("C of three letters", country + " organization_identifier_country", it -> it.replaceSubject("C", "BEL"));
        seal("C in words", country + " organization_identifier_country", it -> it.replaceSubject("C", "Belgium"));
        for (String identifier : List.of(
                "0123456789",
                "VATBE0123456789",
                "vatBE-0123456789",
                "XYZBE-0123456789",
                "VATXX-0123456789",
                "NTREL-0123456789",
                "NTRDE+BY-HRB 12345",
                "VATBE-",
                "VATBE- ",
                "VATBE-0123456789 ",
                "VATBE-0123456789\u200B",
                "LEIBE-529900T8BM49AURSDO55",
                "B:XX-1",
                "PSDBE-0123456789",
                "PSDBE-nbb-0123456789",
                "PSDBE-NBB-")) {
            identifier(
                    identifier,
                    identifier.matches("VATXX.*|NTREL.*")
                            ? "organization_identifier organization_identifier_country"
                            : "organization_identifier");
        }
        for (String name : List.of("NTRBE-Example NV", "VATBE-EXAMPLE-NV", "EI:BE-example.nv")) {
            identifier(name, "organization_identifier_number words_beside_numbers");
        }
        for (String identifier : List.of(
                "VATBE-0123456789\u00A0",
                "VATBE-0123\u00A0456789",
                "VATBE-0123\u3000456789",
                "VATBE-0123456789\u3000",
                "VATBE-\uFF10123456789",
                "VATBE-\u0660123456789",
                "VATBE-\u041E123456789",
                "VATBE-0123\t456789",
                "VATBE-0123  456789",
                "NTRIE--1",
                "NTRIE-.1",
                "NTRIE-1-",
                "NTRIE-<script>1</script>",
                "EI:BE-2000\u20117292")) {
            if (identifier.contains("script")) {
                identifier(identifier, "identifier_characters words_beside_numbers organization_identifier_country");
            } else if (identifier.startsWith("NTRIE")) {
                identifier(identifier, "identifier_characters organization_identifier_country");
            } else if (identifier.contains("\t")) {
                identifier(identifier, "organization_identifier");
            } else {
                identifier(identifier, "identifier_characters");
            }
        }
        identifier("NTRBE--", "identifier_characters organization_identifier_number");
        identifier("NTRBE-.", "identifier_characters organization_identifier_number");
        for (String name : List.of(
                "PSDBE-NBB-Example NV",
                "PSDBE-NBB-Evil",
                "NTRBE-Evil Ltd",
                "NTRBE-Evil Ltd 1",
                "NTRBE-1 Evil-Ltd",
                "VATBE-Evil/Ltd 0123456789",
                "PSDBE-NBB-Evil Ltd 1",
                "NTRBE-Example NV 1",
                "NTRBE-ExampleNV1")) {
            identifier(name, "organization_identifier_number words_beside_numbers");
        }
        seal(
                "an eIDAS identifier with a space that is none",
                "identifier_characters",
                it -> it.semantics("0.4.0.194121.1.4").replaceSubject("OI", "BE/NL/0123\u00A0456789"));
        for (String number : List.of(
                "VATIE-*123456L",
                "VATIE-1*23456Z",
                "VATIE-1*234567L",
                "VATIE-1#23456L",
                "VATIE-1*23456*",
                "NTRIE-1*23456L")) {
            identifier(number, "identifier_characters organization_identifier_country");
        }
        for (String name : List.of("Evil Ltd", "Evil Ltd 1", "c/o Evil Ltd, 1", "Evil1GmbH1")) {
            seal("postal code " + name, "subject_numbers", it -> it.subject("PostalCode", name));
            for (String attribute : List.of("SERIALNUMBER", "DN")) {
                seal(attribute + " " + name, "subject_numbers words_beside_numbers", it -> it.subject(attribute, name));
            }
        }
        for (String told : List.of("Evil", "Evil 123", "PRODUCTION", "eSeal Prod 01", "552 100 554 RCS Paris")) {
            for (String attribute : List.of("SERIALNUMBER", "DN")) {
                seal(attribute + " " + told, "words_beside_numbers", it -> it.subject(attribute, told));
            }
        }
        for (String number : List.of(
                "VATBE 9999999999",
                "VATBE:9999999999",
                "VATBE9999999999",
                "VAT BE 9999999999",
                "VATDE-999999999",
                "NTRFR-123456",
                "PNOBE-1234567",
                "IDCBE 99",
                "PASBE-X1234567",
                "TINBE-85010112345")) {
            seal("serialNumber of another, " + number, "subject_numbers", it -> it.subject("SERIALNUMBER", number));
        }
        seal(
                "serialNumber of another in small letters",
                "subject_numbers words_beside_numbers",
                it -> it.subject("SERIALNUMBER", "vatbe-9999999999"));
        for (String number : List.of("vatbe-0123456789", "PASSAU HRB 12")) {
            seal("serialNumber " + number, "words_beside_numbers", it -> it.subject("SERIALNUMBER", number));
        }
        seal("serialNumber of another", "subject_numbers", it -> it.subject("SERIALNUMBER", "VATBE-9999999999"));
        for (String told :
                List.of("NTRBE-Evil 123456", "NTRBE-RCS Paris 552 100 554", "NTRBE-HRB 12345 Amtsgericht Köln")) {
            identifier(told, "words_beside_numbers");
        }
        for (String number : List.of("0123\u00A0456", "\u0660123", "<b>1</b>")) {
            seal("serialNumber " + number, "identifier_characters", it -> it.subject("SERIALNUMBER", number));
        }
        String again = "organization_identifier_number words_beside_numbers";
        csr("OI of scheme, country and the approved name", again + " organization_name", it -> {
            it.organization = "Example NV";
            it.seal.replaceSubject("O", "Example").replaceSubject("OI", "NTRBE-Example NV");
        });
        seal(
                "eIDAS identifier of the name",
                again,
                it -> it.semantics("0.4.0.194121.1.4").replaceSubject("OI", "BE/NL/ExampleNV"));
        csr(
                "OI of another one than the seal before",
                "organization_identifier_before",
                it -> it.followsOneOf("VATBE-0999999999"));
        for (String attribute :
                List.of("DESCRIPTION", "2.5.4.54", "T", "E", "DC", "UID", "unstructuredName", "BusinessCategory")) {
            seal(
                    "another organisation in " + attribute,
                    "subject_other_attributes",
                    it -> it.subject(attribute, "Evil Ltd"));
        }
        seal(
                "a name in a string for addresses of mail",
                "subject_strings",
                it -> it.withoutSubject("O").subject("O", new DERIA5String("Example NV")));
        for (String space : List.of("\t", "\r\n")) {
            seal(
                    "a name with U+" + Integer.toHexString(space.charAt(0)) + " for a space",
                    "organization_name common_name",
                    it -> it.replaceSubject("O", "Example" + space + "NV")
                            .replaceSubject("CN", "Example" + space + "NV"));
        }
        seal("an OU of another organisation", "organizational_unit", it -> it.subject("OU", "Evil Ltd"));
        seal(
                "an OU that trades as another",
                "organizational_unit",
                it -> it.subject("OU", "Example NV").subject("OU", "Example NV trading as Evil Ltd"));
        identifier("LEIXG-529900T8BM49AURSDO56", "organization_identifier_lei");
        identifier("LEIXG-529900T8BM49AURSDO5", "organization_identifier_lei");
        identifier("LEIXG-529900t8bm49aursdo55", "organization_identifier_lei");
        seal(
                "OI is the name",
                "organization_identifier organization_identifier_not_name",
                it -> it.replaceSubject("OI", "EXAMPLE NV"));
        csr(
                "OI of another country",
                "organization_identifier_country",
                it -> it.seal.replaceSubject("OI", "VATNL-0123456789"));
        seal(
                "eIDAS identifier with a space",
                "organization_identifier",
                it -> it.semantics("0.4.0.194121.1.4").replaceSubject("OI", "BE 0123456789"));
        seal(
                "eIDAS identifier of no country",
                "organization_identifier",
                it -> it.semantics("0.4.0.194121.1.4").replaceSubject("OI", "anything-goes"));
        for (String countries : List.of("XX/ZZ/1", "BE/ZZ/1", "ZZ/BE/1")) {
            seal(
                    "eIDAS identifier of no country, " + countries,
                    "organization_identifier",
                    it -> it.semantics("0.4.0.194121.1.4").replaceSubject("OI", countries));
        }
        seal(
                "a person's name",
                "subject_no_person",
                it -> it.subject("SURNAME", "Peeters").subject("GIVENNAME", "An"));
        seal("a pseudonym", "subject_no_person", it -> it.subject("Pseudonym", "An"));
        name("Cyrillic letters", "Ехample NV");
        name("Greek letters", "Examplε NV");
        name("a digit for a letter", "Examp1e NV");
        name("an invisible character", "Exam\u200Bple NV");
        name("a character that turns the direction", "Example \u202EVN");
        name("a filler", "Example\u3164 NV");
        name("a zero character", "Example NV\0");
        name("another legal form", "Example BV");
        name("an accent", "Exámple NV");
        name("a part", "Example");
    }

    private void identifier(String identifier, String rules) {
        seal("OI " + Quoted.text(identifier), rules, it -> it.replaceSubject("OI", identifier));
    }

    private void name(String name, String organization) {
        seal("O with " + name, "organization_name", it -> it.replaceSubject("O", organization));
        seal("CN with " + name, "common_name", it -> it.replaceSubject("CN", organization));
    }

    private static GeneralName evil() {
        return new GeneralName(new X500Name("O=Evil Ltd,C=BE"));
    }

    private static SemanticsInformation semantics(GeneralName register) {
        return new SemanticsInformation(new ASN1ObjectIdentifier("0.4.0.194121.1.2"), new GeneralName[] {register});
    }

    private static CertificatePolicies qualified(String qualifier, ASN1Encodable content) {
        return new CertificatePolicies(new PolicyInformation(
                new ASN1ObjectIdentifier(SealCertificate.QCP_L),
                new DERSequence(new PolicyQualifierInfo(new ASN1ObjectIdentifier(qualifier), content))));
    }

    private static byte[] evilWords() {
        return "Issued to Evil Corp".getBytes(StandardCharsets.US_ASCII);
    }

    private static AccessDescription at(ASN1ObjectIdentifier way, String address) {
        return new AccessDescription(way, new GeneralName(GeneralName.uniformResourceIdentifier, address));
    }

    private static CertificatePolicies notice(String organization, String text) {
        ASN1EncodableVector numbers = new ASN1EncodableVector();
        numbers.add(new ASN1Integer(1));
        NoticeReference reference = organization == null ? null : new NoticeReference(organization, numbers);
        return qualified("1.3.6.1.5.5.7.2.2", new UserNotice(reference, text == null ? null : new DisplayText(text)));
    }

    private static ASN1Encodable notUtf8() {
        try {
            return ASN1Primitive.fromByteArray(new byte[] {0x0C, 2, (byte) 0xC3, 0x28});
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void policies() {
        group = "policies";
        seal("none", "policies policy_ordered", it -> it.without(Extension.certificatePolicies));
        seal(
                "an empty list",
                "policies policy_ordered extensions_syntax",
                it -> it.extension(Extension.certificatePolicies, false, new DERSequence()));
        seal(
                "damaged",
                "policies policy_ordered policy_device policy_seal policy_any policy_notice_contrary policy_notice"
                        + " extensions_unexpected extensions_syntax",
                it -> it.extension(Extension.certificatePolicies, false, new byte[] {4, 1, 0}));
        seal("of somebody", "policy_ordered", it -> it.policies("1.2.3.4"));
        seal("NCP+", "policy_ordered", it -> it.policies("0.4.0.2042.1.2"));
        seal("of a token for a CSR", "policy_ordered policy_device", it -> it.policies(SealCertificate.QCP_L_QSCD));
        tokenSeal("of a CSR", "policy_ordered policy_device", it -> it.policies(SealCertificate.QCP_L));
        seal("of both", "policy_device", it -> it.policies(SealCertificate.QCP_L, SealCertificate.QCP_L_QSCD));
        seal("of a natural person, too", "policy_seal", it -> it.policies(SealCertificate.QCP_L, "0.4.0.194112.1.0"));
        seal("of a natural person", "policy_seal policy_ordered", it -> it.policies("0.4.0.194112.1.0"));
        seal("for any purpose", "extended_key_usage_any", it -> it.extendedKeyUsage(KeyPurposeId.anyExtendedKeyUsage));
        seal("of a web site", "policy_seal policy_ordered", it -> it.policies("0.4.0.194112.1.4"));
        seal("of anything, too", "policy_any", it -> it.policies(SealCertificate.QCP_L, "2.5.29.32.0"));
        seal("of anything alone", "policy_any policy_ordered", it -> it.policies("2.5.29.32.0"));
        for (String harmless : List.of(
                "Reliance on this certificate by any party assumes acceptance of the terms of use and the policy.",
                "Qualified certificate for electronic seal",
                "Certificado cualificado de sello electrónico")) {
            seal(
                    "with the notice " + harmless,
                    "policy_notice",
                    it -> it.extension(Extension.certificatePolicies, false, notice(null, harmless)));
        }
        for (String contrary : List.of(
                "This certificate must not be used for seals.",
                "Not valid as an electronic seal",
                "Dieses Zertifikat darf nicht für Siegel genutzt werden",
                "Test certificate")) {
            seal(
                    "with the notice " + contrary,
                    "policy_notice_contrary policy_notice",
                    it -> it.extension(Extension.certificatePolicies, false, notice(null, contrary)));
        }
        seal(
                "with a notice of another organisation",
                "policy_notice_contrary policy_notice",
                it -> it.extension(Extension.certificatePolicies, false, notice("Evil Ltd", null)));
        seal(
                "with a notice of an organisation whose name only begins alike",
                "policy_notice_contrary policy_notice",
                it -> it.extension(Extension.certificatePolicies, false, notice("Examp", null)));
        for (String issuer : List.of("Example Trust", "Example")) {
            seal(
                    "with a notice of the issuer's organisation, " + issuer,
                    "policy_notice",
                    it -> it.extension(Extension.certificatePolicies, false, notice(issuer, null)));
        }
    }

    private void extensions() {
        group = "key usage and extensions";
        seal(
                "that it is a CA",
                "not_ca",
                it -> it.extension(Extension.basicConstraints, true, new BasicConstraints(true)));
        tokenSeal(
                "that it is a CA",
                "not_ca",
                it -> it.extension(Extension.basicConstraints, true, new BasicConstraints(true)));
        seal(
                "an extension whose value is a string in parts",
                "certificate_der",
                it -> it.extension(Extension.subjectKeyIdentifier, false, new byte[] {
                    0x24, 12, 4, 4, 1, 0x12, 0x13, 4, 4, 4, 5, (byte) 0x96, 7, 8
                }));
        seal("no key usage", "key_usage", it -> it.without(Extension.keyUsage));
        seal("key usage not critical", "key_usage_critical", it -> it.critical(Extension.keyUsage, false));
        seal("key usage C", "key_usage", it -> it.keyUsage(KeyUsage.digitalSignature));
        seal("key usage D", "key_usage", it -> it.keyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
        seal("key usage E", "key_usage", it -> it.keyUsage(KeyUsage.keyAgreement));
        seal(
                "key usage F",
                "key_usage",
                it -> it.keyUsage(KeyUsage.nonRepudiation | KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
        seal("key usage of a CA", "key_usage", it -> it.keyUsage(KeyUsage.nonRepudiation | KeyUsage.keyCertSign));
        seal(
                "key usage damaged",
                "download_readable",
                it -> it.extension(Extension.keyUsage, true, new byte[] {2, 1, 0}));
        seal("for any purpose", "extended_key_usage_any", it -> it.extendedKeyUsage(KeyPurposeId.anyExtendedKeyUsage));
        seal("of a web site", "extended_key_usage", it -> it.extendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        seal("of a time-stamp", "extended_key_usage", it -> it.extendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
        seal(
                "of an OCSP responder",
                "extended_key_usage",
                it -> it.extendedKeyUsage(KeyPurposeId.id_kp_emailProtection, KeyPurposeId.id_kp_OCSPSigning));
        seal(
                "for programs",
                "extended_key_usage_profile",
                it -> it.extendedKeyUsage(KeyPurposeId.id_kp_emailProtection, KeyPurposeId.id_kp_codeSigning));
        seal(
                "of a web site, for programs too",
                "extended_key_usage extended_key_usage_profile",
                it -> it.extendedKeyUsage(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_codeSigning));
        seal(
                "for a purpose nobody knows",
                "extended_key_usage_profile",
                it -> it.extendedKeyUsage(KeyPurposeId.getInstance(new ASN1ObjectIdentifier("1.2.3.4.5"))));
        for (GeneralName other : List.of(
                new GeneralName(GeneralName.directoryName, "O=Evil,C=BE"),
                new GeneralName(GeneralName.registeredID, "1.2.3.4"))) {
            seal(
                    "another name of its issuer, " + other,
                    "extensions_unexpected",
                    it -> it.extension(Extension.issuerAlternativeName, false, new GeneralNames(other)));
        }
        for (int type : new int[] {
            NetscapeCertType.sslServer, NetscapeCertType.objectSigning, NetscapeCertType.sslCA, NetscapeCertType.smimeCA
        }) {
            seal(
                    "Netscape's type " + type,
                    "extensions_unexpected",
                    it -> it.extension(MiscObjectIdentifiers.netscapeCertType, false, new NetscapeCertType(type)));
        }
        for (String extension : List.of(
                "1.3.6.1.5.5.7.1.12",
                "1.3.6.1.5.5.7.1.14",
                "1.3.6.1.5.5.7.1.2",
                "1.3.36.8.3.3",
                "2.16.840.1.113730.1.13",
                "1.3.6.1.4.1.311.20.2",
                "1.3.6.1.4.1.311.21.7",
                "1.2.3.4.5")) {
            seal(
                    "extension " + extension,
                    "extensions_unexpected",
                    it -> it.extension(new ASN1ObjectIdentifier(extension), false, new DERSequence()));
        }
        seal("a statement that seals do not have", "extensions_unexpected", it -> it.statement("1.2.3.4.5"));
        ASN1Encodable words = new DERUTF8String("This seal belongs to Evil Ltd");
        for (String statement : List.of(
                "0.4.0.1862.1.1",
                "0.4.0.1862.1.8",
                "0.4.0.1862.1.99",
                "0.4.0.194121.1.2",
                "0.4.0.194121.1.9",
                "0.4.0.19495.2.9")) {
            seal("words in the statement " + statement, "extensions_unexpected", it -> it.statement(statement, words));
        }
        for (ASN1ObjectIdentifier extension : List.of(
                PKCSObjectIdentifiers.pkcs_9_at_smimeCapabilities,
                MiscObjectIdentifiers.entrustVersionExtension,
                ExtensionContents.ACROBAT_ARCHIVE,
                ExtensionContents.ACROBAT_TIME_STAMP,
                ExtensionContents.VALIDITY_MODEL)) {
            seal(
                    "words in the extension " + extension,
                    "extensions_unexpected",
                    it -> it.extension(extension, false, new DERSequence(words)));
        }
        seal(
                "words as a policy's qualifier",
                "extensions_unexpected",
                it -> it.extension(Extension.certificatePolicies, false, qualified("1.2.3.4", words)));
        seal(
                "the name of another as register, in version 1",
                "extensions_unexpected",
                it -> it.statement("1.3.6.1.5.5.7.11.1", semantics(evil())));
        for (int tag : new int[] {1, 2}) {
            seal(
                    "a unique identifier of the tag " + tag,
                    "extensions_unexpected",
                    it -> it.uniqueId(tag, "Issued to Evil Corp"));
        }
        seal(
                "words as the key's identifier",
                "extensions_unexpected",
                it -> it.extension(Extension.subjectKeyIdentifier, false, new DEROctetString(evilWords())));
        seal(
                "words as the identifier of the issuer's key",
                "extensions_unexpected authority_key_of_issuer",
                it -> it.extension(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(evilWords())));
        for (ASN1Encodable stamps : List.of(words, new DEROctetString(evilWords()), new DERSequence())) {
            seal(
                    "words as time-stamps of Certificate Transparency, " + stamps,
                    "extensions_unexpected",
                    it -> it.extension(new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2"), false, stamps));
        }
        seal(
                "a name of CRLs below the issuer's",
                "extensions_unexpected",
                it -> it.extension(Extension.freshestCRL, false, new CRLDistPoint(new DistributionPoint[] {
                    new DistributionPoint(
                            new DistributionPointName(
                                    DistributionPointName.NAME_RELATIVE_TO_CRL_ISSUER,
                                    new X500Name("CN=Evil Corp").getRDNs()[0]),
                            null,
                            null)
                })));
        seal(
                "an address of a kind that nobody knows",
                "extensions_unexpected",
                it -> it.extension(
                        Extension.authorityInfoAccess, false, new AuthorityInformationAccess(new AccessDescription[] {
                            at(AccessDescription.id_ad_caIssuers, "http://pki.example/issuing.crt"),
                            at(AccessDescription.id_ad_ocsp, "http://ocsp.example"),
                            at(new ASN1ObjectIdentifier("1.2.3.4.5"), "http://evil.example")
                        })));
        seal(
                "the name of another as register",
                "extensions_unexpected",
                it -> it.statement("1.3.6.1.5.5.7.11.2", semantics(evil())));
        seal(
                "the name of another as a place",
                "extensions_unexpected",
                it -> it.extension(
                        Extension.subjectInfoAccess,
                        false,
                        new AuthorityInformationAccess(AccessDescription.id_ad_caIssuers, evil())));
        for (DistributionPoint point : List.of(
                new DistributionPoint(null, null, new GeneralNames(evil())),
                new DistributionPoint(new DistributionPointName(new GeneralNames(evil())), null, null))) {
            seal(
                    "the name of another as a list's",
                    "extensions_unexpected",
                    it -> it.extension(
                            Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {point})));
        }
        seal(
                "the name of another as the issuer's issuer",
                "authority_key extensions_unexpected",
                it -> it.extension(
                        Extension.authorityKeyIdentifier,
                        false,
                        new AuthorityKeyIdentifier(new GeneralNames(evil()), BigInteger.ONE)));
        for (ASN1Encodable[] other : List.of(
                cabf("NTR", "BE", "0123456789"), cabf("VAT", "BE", "999999"), cabf("VAT", "BE", "NW", "0123456789"))) {
            seal(
                    "another organisation's identifier, " + List.of(other),
                    "extensions_unexpected",
                    it -> it.extension(CABF, false, new DERSequence(other)));
        }
        seal(
                "an identifier that cannot be read",
                "extensions_unexpected",
                it -> it.extension(CABF, false, new DERSequence()));
        for (String policy : List.of("0.4.0.2023.1.1", "2.23.140.1.4.1", "2.23.140.1.4.2", "2.23.140.1.2.2")) {
            seal(
                    "policy " + policy + " beside",
                    "extensions_unexpected",
                    it -> it.policies(SealCertificate.QCP_L, policy));
        }
        seal("name of a web site", "alternative_names", it -> it.names(GeneralName.dNSName, "www.example.be"));
        for (String mail : List.of("Evil Ltd", "<script>\0@example.be", "Evil Ltd <a@example.be>", "a@b@example.be")) {
            seal(
                    "an e-mail address that is none, " + Quoted.text(mail),
                    "alternative_names",
                    it -> it.names(GeneralName.rfc822Name, mail));
        }
        for (String mail : List.of(
                "seals@example.be", "ceo@evil.example", "e-seals+eu.1@mail.Example-NV.be", "o'brien@example.be")) {
            seal("the e-mail address " + mail, "contacts", it -> it.names(GeneralName.rfc822Name, mail));
            seal("the e-mail address " + mail + " in the subject", "contacts", it -> it.subject("E", mail));
        }
        for (String telephone : List.of("+32 2 555 01 00", "(02) 555.01.00", "02/555-0100")) {
            seal("the telephone number " + telephone, "contacts", it -> it.subject("TelephoneNumber", telephone));
        }
        seal("an IP address", "alternative_names", it -> it.names(GeneralName.iPAddress, "192.0.2.1"));
        seal(
                "an address",
                "alternative_names",
                it -> it.names(GeneralName.uniformResourceIdentifier, "https://example.be"));
        seal(
                "another organisation's number beside the organisation's own words",
                "alternative_names",
                it -> it.names(GeneralName.directoryName, "O=Example NV,2.5.4.97=VATBE-9999999999,C=BE"));
        seal(
                "another organisation beside the subject",
                "alternative_names",
                it -> it.names(GeneralName.directoryName, "O=Other BV,C=BE"));
        for (String extension : List.of("1.3.6.1.5.5.7.48.1.5", "2.5.29.56", "0.4.0.194121.2.1")) {
            seal(
                    "not to be asked about, by " + extension,
                    "revocation_to_be_asked",
                    it -> it.extension(new ASN1ObjectIdentifier(extension), false, DERNull.INSTANCE));
        }
        seal(
                "a key that was to be used until yesterday",
                "private_key_usage_period",
                it -> it.usagePeriod(Delivery.FROM, Delivery.NOW.minus(Duration.ofDays(1))));
        seal(
                "a key that may not be used yet",
                "private_key_usage_period",
                it -> it.usagePeriod(Delivery.NOW.plus(Duration.ofDays(1)), Delivery.TILL));
        seal(
                "a key that may be used until two days before the certificate ends",
                "private_key_usage_period",
                it -> it.usagePeriod(Delivery.FROM, Delivery.TILL.minus(Duration.ofDays(2))));
        seal(
                "a key that may be used for a year of two",
                "private_key_usage_period",
                it -> it.usagePeriod(Delivery.FROM, Delivery.FROM.plus(Duration.ofDays(365))));
        seal(
                "a usage of the key that cannot be read",
                "private_key_usage_period extensions_syntax",
                it -> it.extension(Extension.privateKeyUsagePeriod, false, new byte[] {2, 1, 0}));
        seal(
                "names damaged",
                "alternative_names contacts path_name_constraints extensions_syntax",
                it -> it.extension(Extension.subjectAlternativeName, false, new byte[] {0x30, 5}));
        for (String value : List.of("020105", "0500", "", "30050201", "30000c0445766966", "30060101ff020100ff")) {
            seal(
                    "basic constraints of the value " + value,
                    "extensions_syntax",
                    it -> it.extension(
                            Extension.basicConstraints, false, HexFormat.of().parseHex(value)));
        }
        seal(
                "basic constraints with words behind the flag",
                "extensions_syntax",
                it -> it.extension(Extension.basicConstraints, false, new DERSequence(new DERUTF8String("Evil Ltd"))));
        for (ASN1Encodable value : List.of(DERNull.INSTANCE, new DERSequence(), new DERUTF8String("Evil Ltd"))) {
            seal(
                    "a key's identifier that is " + value,
                    "extensions_syntax extensions_unexpected",
                    it -> it.extension(Extension.subjectKeyIdentifier, false, value));
        }
        seal(
                "no attributes in the list of further attributes",
                "extensions_syntax extensions_unexpected",
                it -> it.extension(Extension.subjectDirectoryAttributes, false, new DERSequence()));
        seal(
                "no names in the list of alternative names",
                "extensions_syntax",
                it -> it.extension(Extension.subjectAlternativeName, false, new DERSequence()));
        seal(
                "no places in the list of places of the freshest CRLs",
                "extensions_syntax",
                it -> it.extension(Extension.freshestCRL, false, new DERSequence()));
        seal(
                "no purposes in the list of purposes",
                "extensions_syntax extended_key_usage extended_key_usage_any extended_key_usage_profile",
                it -> it.extension(Extension.extendedKeyUsage, false, new DERSequence()));
        seal(
                "a word behind the places of CRLs",
                "extensions_syntax extensions_unexpected",
                it -> it.extension(Extension.freshestCRL, false, new DERSequence(new DERSequence(new ASN1Encodable[] {
                    new DERTaggedObject(false, 3, new DERUTF8String("Evil"))
                }))));
        seal(
                "unknown and critical",
                "extensions_known",
                it -> it.extension(new ASN1ObjectIdentifier("1.2.3.4.5"), true, DERNull.INSTANCE));
        seal("critical, which must not be", "extensions_known", it -> it.critical(Extension.authorityInfoAccess, true));
        seal("a precertificate", "not_precertificate", it -> it.extension(CT_POISON, true, DERNull.INSTANCE));
        seal(
                "name constraints",
                "extensions_of_cas",
                it -> it.extension(Extension.nameConstraints, true, new NameConstraints(subtrees("C=BE"), null)));
        seal(
                "policy mappings",
                "extensions_of_cas",
                it -> it.extension(Extension.policyMappings, false, new DERSequence()));
        seal(
                "policy constraints",
                "extensions_of_cas",
                it -> it.extension(Extension.policyConstraints, true, new DERSequence()));
        seal(
                "inhibitAnyPolicy",
                "extensions_of_cas",
                it -> it.extension(Extension.inhibitAnyPolicy, true, new ASN1Integer(0)));
        seal("no AIA", "issuers_address", it -> it.without(Extension.authorityInfoAccess));
        seal(
                "AIA without the issuer",
                "issuers_address",
                it -> it.access(AccessDescription.id_ad_ocsp, "http://ocsp.example"));
        seal(
                "AIA by file",
                "issuers_address",
                it -> it.access(AccessDescription.id_ad_caIssuers, "file:///issuing.crt", "http://ocsp.example"));
        seal(
                "AIA damaged",
                "issuers_address status_address extensions_unexpected extensions_syntax",
                it -> it.extension(Extension.authorityInfoAccess, false, new DERIA5String("http://ocsp.example")));
        seal(
                "neither OCSP nor CRL",
                "status_address",
                it -> it.without(Extension.cRLDistributionPoints)
                        .access(AccessDescription.id_ad_caIssuers, "http://pki.example/issuing.crt"));
        seal(
                "CRL by script",
                "status_address",
                it -> it.extension(
                                Extension.cRLDistributionPoints,
                                false,
                                SealCertificate.revocationList("javascript:alert(1)"))
                        .access(AccessDescription.id_ad_caIssuers, "http://pki.example/issuing.crt"));
        seal("no AKI", "authority_key", it -> it.without(Extension.authorityKeyIdentifier));
        seal(
                "AKI of another key",
                "authority_key_of_issuer",
                it -> it.extension(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(new byte[20])));
        seal("serial number zero", "serial_number order_serial_number", it -> it.serial(BigInteger.ZERO));
        seal("serial number negative", "serial_number order_serial_number", it -> it.serial(BigInteger.TEN.negate()));
        seal(
                "serial number of 21 octets",
                "serial_number order_serial_number",
                it -> it.serial(BigInteger.ONE.shiftLeft(166)));
        csr("an extension twice", "download_readable", it -> it.download = pem -> twice(it.seal.der()));
        seal(
                "X.509 v1",
                "version qc_statements qc_compliance qc_type qc_pds qc_semantics_legal policies policy_ordered key_usage"
                        + " issuers_address status_address authority_key",
                SealCertificate::firstVersion);
    }

    /** Makes the extension of the CRL one of the AKI, so that there are two. */
    private static byte[] twice(byte[] der) {
        byte[] copy = der.clone();
        byte[] crl = {0x06, 3, 0x55, 0x1D, 0x1F};
        for (int at = 0; at < copy.length - crl.length; at++) {
            if (Arrays.equals(Arrays.copyOfRange(copy, at, at + crl.length), crl)) {
                copy[at + 4] = 0x23;
            }
        }
        return block(copy);
    }

    private static byte[] deep() {
        byte[] deep = {0x31, 0};
        while (deep.length < 30_000) {
            byte[] header = deep.length < 0x80
                    ? new byte[] {0x31, (byte) deep.length}
                    : new byte[] {0x31, (byte) 0x82, (byte) (deep.length >> 8), (byte) deep.length};
            byte[] whole = Arrays.copyOf(header, header.length + deep.length);
            System.arraycopy(deep, 0, whole, header.length, deep.length);
            deep = whole;
        }
        return deep;
    }

    private static ASN1Encodable[] cabf(String scheme, String country, String reference) {
        return new ASN1Encodable[] {
            new DERPrintableString(scheme), new DERPrintableString(country), new DERUTF8String(reference)
        };
    }

    private static ASN1Encodable[] cabf(String scheme, String country, String state, String reference) {
        return new ASN1Encodable[] {
            new DERPrintableString(scheme),
            new DERPrintableString(country),
            new DERTaggedObject(false, 0, new DERPrintableString(state)),
            new DERUTF8String(reference)
        };
    }

    private void goodOnes() {
        group = "good";
        csr("a CSR's", "", it -> {});
        token("an RSA key", "", it -> {});
        for (ASN1ObjectIdentifier curve : SubjectKey.RECOMMENDED_CURVES.keySet()) {
            token("a key on " + curve, "", it -> it.seal.key(onCurve(curve)));
        }
        token("an RSA key of 4096 bits", "", it -> it.seal.key(fresh(4096)));
        csr("RSA of 3072 bits beyond 2028", "", it -> {
            byte[] key = fresh(3072);
            it.seal.key(key).valid(Delivery.FROM, Instant.parse("2029-06-14T23:59:59Z"));
            it.validity = Ordered.Validity.of(Period.ofYears(3));
            it.lastDay = Optional.of(LocalDate.of(2029, 6, 14));
            it.csrKey = Optional.of(publicKey(key));
        });
        text("CRLF", pem -> pem.replace("\n", "\r\n"));
        text("a byte order mark", pem -> "\uFEFF" + pem);
        text("no line break between blocks", pem -> pem.replace("-----\n-----", "----------"));
        text("the seal twice", pem -> pem + pem);
        text("text around the blocks", pem -> "Bag Attributes\n    friendlyName: é\n" + pem + "\nsubject=CN = x\n");
        csr("any order, with the root", "", it -> it.text(pem -> it.root.pem() + it.issuing.pem() + it.seal.pem()));
        csr("the seal alone", "", it -> it.text(pem -> it.seal.pem()));
        csr("a root of X.509 v1", "", it -> {
            it.root.firstVersion();
            it.text(pem -> pem + it.root.pem());
        });
        csr("the issuing CA is the anchor", "", it -> it.withRoot = false);
        csr("anchors from a file", "", Delivery::trustedByFile);
        csr(
                "a listed issuer with a list of purposes and policies",
                "",
                it -> it.issuing.extendedKeyUsage(KeyPurposeId.id_kp_serverAuth).policies("1.2.3"));
        csr("an issuer for what seals are for, too", "", it -> {
            it.trustedByFile();
            it.issuing
                    .extendedKeyUsage(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_emailProtection)
                    .policies("1.2.3", SealCertificate.QCP_L);
        });
        csr("an issuer for anything", "", it -> {
            it.trustedByFile();
            it.issuing.extendedKeyUsage(KeyPurposeId.anyExtendedKeyUsage).policies("2.5.29.32.0");
            it.root.policies("1.2.3");
        });
        for (Duration earlier : List.of(Duration.ZERO, Duration.ofHours(24))) {
            seal(
                    "a key that may be used until " + earlier + " before the certificate ends",
                    "",
                    it -> it.usagePeriod(Delivery.FROM, Delivery.TILL.minus(earlier)));
        }
        csr("the identifier of the seal before", "", it -> it.followsOneOf("vatbe-0123456789"));
        seal(
                "kind and place of the organisation",
                "",
                it -> it.subject("BusinessCategory", "Private Organization")
                        .subject("L", "Brussels")
                        .subject("STREET", "1 Main Street")
                        .subject("PostalCode", "1000")
                        .subject("SERIALNUMBER", "0123456789")
                        .subject("JURISDICTIONCOUNTRY", "BE")
                        .subject("DESCRIPTION", "EXAMPLE NV"));
        for (String number : List.of(
                "0123456789",
                "HRB 12345 B",
                "HRB Nr. 74346",
                "CHE-123.456.789",
                "Government Entity",
                "VATBE-0123456789",
                "NTRBE-7",
                "S-1")) {
            seal("serialNumber " + number, "", it -> it.subject("SERIALNUMBER", number));
        }
        seal("dnQualifier 20245547A1", "", it -> it.subject("DN", "20245547A1"));
        for (String code : List.of("D02 XY45", "1000", "SW1A 1AA", "LV-1010", "1000 BRUXELLES")) {
            seal("postal code " + code, "", it -> it.subject("PostalCode", code));
        }
        seal("a user id that is the identifier", "", it -> it.subject("UID", "VATBE-0123456789"));
        seal("an OU of the organisation itself", "", it -> it.subject("OU", "EXAMPLE NV"));
        seal(
                "names in old kinds of strings",
                "",
                it -> it.withoutSubject("O")
                        .subject("O", new DERUniversalString("Example NV".getBytes(Charset.forName("UTF-32BE"))))
                        .withoutSubject("CN")
                        .subject("CN", new DERBMPString("Example NV"))
                        .withoutSubject("OI")
                        .subject("OI", new DERT61String("VATBE-0123456789")));
        csr("PSS ordered", "", it -> {
            it.pss = true;
            it.seal.algorithm("SHA256withRSAandMGF1");
        });
        seal("SHA-512", "", it -> it.algorithm("SHA512withRSA"));
        csr("key usage B", "", it -> it.seal.keyUsage(KeyUsage.nonRepudiation | KeyUsage.digitalSignature));
        seal(
                "further purposes of DigiCert's seals",
                "",
                it -> it.extendedKeyUsage(
                        KeyPurposeId.id_kp_clientAuth,
                        KeyPurposeId.id_kp_emailProtection,
                        KeyPurposeId.getInstance(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.36")),
                        KeyPurposeId.getInstance(new ASN1ObjectIdentifier("1.3.6.1.4.1.311.10.3.12")),
                        KeyPurposeId.getInstance(new ASN1ObjectIdentifier("1.2.840.113583.1.1.5"))));
        seal(
                "a CRL without OCSP",
                "",
                it -> it.access(AccessDescription.id_ad_caIssuers, "http://pki.example/issuing.crt"));
        seal("OCSP without a CRL", "", it -> it.without(Extension.cRLDistributionPoints));
        csr("an extension and a statement that all seals of the issuer have", "", it -> {
            it.settings = profileWith("1.2.3.4.5", "1.2.3.4.6");
            it.seal
                    .extension(new ASN1ObjectIdentifier("1.2.3.4.5"), false, DERNull.INSTANCE)
                    .statement("1.2.3.4.6");
        });
        for (String extension : List.of(
                "1.2.840.113583.1.1.9.1", "1.2.840.113583.1.1.9.2", "1.2.840.113549.1.9.15", "1.2.840.113533.7.65.0")) {
            seal(
                    "extension " + extension,
                    "",
                    it -> it.extension(new ASN1ObjectIdentifier(extension), false, new DERSequence()));
        }
        seal(
                "time-stamps of Certificate Transparency",
                "",
                it -> it.extension(
                        new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2"),
                        false,
                        new DEROctetString(HexFormat.of()
                                .parseHex("0038003600" + "ab".repeat(32) + "0000018f00000000" + "0000" + "04030007"
                                        + "30050201010200"))));
        seal(
                "an address of the subject",
                "",
                it -> it.extension(
                        Extension.subjectInfoAccess,
                        false,
                        new AuthorityInformationAccess(
                                AccessDescription.id_ad_caIssuers,
                                new GeneralName(GeneralName.uniformResourceIdentifier, "http://pki.example/seals"))));
        seal(
                "a place of the freshest CRL",
                "",
                it -> it.extension(
                        Extension.freshestCRL, false, SealCertificate.revocationList("http://pki.example/delta.crl")));
        csr("for RSASSA-PSS alone, as ordered", "", it -> {
            it.pss = true;
            it.seal.key(ofAlgorithm(PKCSObjectIdentifiers.id_RSASSA_PSS, null)).algorithm("SHA256withRSAandMGF1");
        });
        for (String number : List.of("VATBE 0123456789", "VATBE-0123.456.789", "NTRBE-HRB 77", "TINBE-0123456789")) {
            seal("serialNumber " + number, "", it -> it.subject("SERIALNUMBER", number));
        }
        seal("its number of ISO 6523", "", it -> it.subject("OU", "0002 0123456789"));
        for (String box : List.of("1234", "PO Box 12", "Postfach 10 20")) {
            seal("the box " + box, "", it -> it.subject("2.5.4.18", new DERUTF8String(box)));
        }
        seal(
                "the organisation's own words once more",
                "",
                it -> it.names(
                        GeneralName.directoryName,
                        "1.3.6.1.4.1.5734.1.14=Example NV,1.3.6.1.4.1.5734.1.15=0123456789,C=BE"));
        for (int method = 1; method <= 4; method++) {
            String identified = "0.4.0.1862.1.8." + method;
            seal(
                    "how the subject was identified, " + identified,
                    "",
                    it -> it.statement("0.4.0.1862.1.8", new DERSequence(new ASN1ObjectIdentifier(identified))));
        }
        seal("that it is no CA", "", it -> it.extension(Extension.basicConstraints, true, new BasicConstraints(false)));
        seal(
                "its identifier once more",
                "",
                it -> it.extension(CABF, false, new DERSequence(cabf("VAT", "BE", "0123456789"))));
        seal(
                "further policies",
                "",
                it -> it.policies(SealCertificate.QCP_L, "1.3.6.1.4.1.8024.1.410", "0.4.0.2042.1.1"));
        seal(
                "two languages of disclosure",
                "",
                it -> it.statement(SealCertificate.PDS, new DERSequence(new ASN1Encodable[] {
                    location("https://pki.example/nl.pdf", "nl"), location("https://pki.example/en.pdf", "EN")
                })));
        seal(
                "places of the issuer, its own name once more, and what a seal is for",
                "",
                it -> it.extension(Extension.issuerAlternativeName, false, new GeneralNames(new GeneralName[] {
                            new GeneralName(GeneralName.uniformResourceIdentifier, "https://pki.example"),
                            new GeneralName(GeneralName.rfc822Name, "pki@pki.example"),
                            new GeneralName(Delivery.ISSUING)
                        }))
                        .extension(
                                MiscObjectIdentifiers.netscapeCertType,
                                false,
                                new NetscapeCertType(NetscapeCertType.sslClient | NetscapeCertType.smime)));
        GeneralName issuing = new GeneralName(Delivery.ISSUING);
        seal(
                "what extensions hold as they should",
                "",
                it -> it.extension(
                                MiscObjectIdentifiers.entrustVersionExtension,
                                false,
                                new DERSequence(new ASN1Encodable[] {
                                    new DERGeneralString("V8.1"), new DERBitString(new byte[] {1}, 4)
                                }))
                        .extension(
                                ExtensionContents.VALIDITY_MODEL,
                                false,
                                new DERSequence(new ASN1ObjectIdentifier("1.3.6.1.4.1.8301.3.5.1")))
                        .extension(ExtensionContents.ACROBAT_TIME_STAMP, false, new DERSequence(new ASN1Encodable[] {
                            new ASN1Integer(1),
                            new GeneralName(GeneralName.uniformResourceIdentifier, "http://tsa.example/tsa")
                        }))
                        .extension(ExtensionContents.ACROBAT_ARCHIVE, false, new DERSequence(new ASN1Integer(1)))
                        .extension(
                                PKCSObjectIdentifiers.pkcs_9_at_smimeCapabilities,
                                false,
                                new DERSequence(new DERSequence(new ASN1ObjectIdentifier("2.16.840.1.101.3.4.1.42"))))
                        .extension(
                                Extension.subjectInfoAccess,
                                false,
                                new AuthorityInformationAccess(AccessDescription.id_ad_caIssuers, issuing))
                        .extension(
                                Extension.certificatePolicies,
                                false,
                                qualified("1.3.6.1.5.5.7.2.1", new DERIA5String("https://pki.example/cps"))));
        seal("how the subject was identified", "", it -> it.statement("0.4.0.1862.1.8", new DERSequence()));
        seal("the issuer as register", "", it -> it.statement("1.3.6.1.5.5.7.11.2", semantics(issuing)));
        for (String identifier : List.of(
                "NTRBE-HRB 12345",
                "NTRBE-FN 123456a",
                "NTRBE-12345678-2-41",
                "NTRBE-C 1234/5",
                "NTRBE-B.1234 (old)",
                "NTRBE-HRB 74346 B",
                "NTRBE-REA MI-1234567",
                "VATBE-CHE-123.456.789 MWST",
                "VATBE-NO 923 609 016 MVA",
                "NTRBE-HRB 123 (B)",
                "NTRBE-J40/12345/1998",
                "NTRBE-C 12345/MSPH",
                "NTRBE-GnR 12",
                "NTRBE-CVR:12345678",
                "NTRBE-BECRO.123456",
                "PSDBE-NBB-1234.567.890")) {
            seal("an identifier as registers write them, " + identifier, "", it -> it.replaceSubject("OI", identifier));
        }
        token("device's legislation of the EU", "", it -> it.seal.countries(SealCertificate.QSCD_LEGISLATION, "BE"));
        csr("ordered roles of a payment service provider", "", it -> {
            it.psd2 = true;
            it.seal.statement(SealCertificate.PSD2, new DERSequence());
        });
        seal("an LEI", "", it -> it.replaceSubject("OI", LEI));
        seal("a number of a national register", "", it -> it.replaceSubject("OI", "NTRBE-0123.456.789"));
        for (String identifier : List.of("EL/NL/0123456789", "BE/EU/0123456789")) {
            seal(
                    "an eIDAS identifier of a country with a code of its own, " + identifier,
                    "",
                    it -> it.semantics("0.4.0.194121.1.4").replaceSubject("OI", identifier));
        }
        seal("a national scheme", "", it -> it.replaceSubject("OI", "EI:BE-200007292"));
        for (String number : List.of("VATIE-1*23456L", "VATIE-1+23456L", "VATIE-1A23456L", "VATIE-1234567WA")) {
            csr("an Irish VAT number, " + number, "", it -> {
                it.seal.replaceSubject("OI", number).replaceSubject("C", "IE");
                it.country = Optional.of("ie");
            });
        }
        csr("a Greek VAT number", "", it -> {
            it.seal.replaceSubject("OI", "VATEL-123456789").replaceSubject("C", "GR");
            it.country = Optional.of("gr");
        });
        seal(
                "an eIDAS identifier",
                "",
                it -> it.semantics("0.4.0.194121.1.4").replaceSubject("OI", "BE/NL/0123456789"));
        csr("a name in other case and spaces", "", it -> it.organization = "  EXAMPLE   nv");
        csr("a name in full-width letters", "", it -> it.organization = "Ｅｘａｍｐｌｅ\u00A0NV");
        csr("a name with sharp s and composed accents", "", it -> {
            it.organization = "STRASSE E\u0301COLE";
            it.seal.replaceSubject("O", "Straße École").replaceSubject("CN", "Straße École");
        });
        csr("nothing told by CertCentral", "", it -> {
            it.status = Optional.empty();
            it.serialNumber = Optional.empty();
            it.firstDay = Optional.empty();
            it.lastDay = Optional.empty();
        });
        csr("country not known", "", it -> it.country = Optional.empty());
        csr("days of another time zone", "", it -> {
            it.firstDay = Optional.of(LocalDate.of(2026, 6, 13));
            it.lastDay = Optional.of(LocalDate.of(2028, 6, 15));
        });
        csr(
                "begins in four minutes",
                "",
                it -> dated(it, Delivery.NOW.plus(Duration.ofMinutes(4)), Instant.parse("2028-06-15T10:04:00Z")));
        csr("an end that the issuer chose", "", it -> {
            it.validity = new Ordered.Validity(Optional.empty(), Optional.empty(), Optional.empty());
            dated(it, Delivery.FROM, Instant.parse("2027-01-01T00:00:00Z"));
        });
        csr("an ordered last day", "", it -> {
            it.validity = Ordered.Validity.until(LocalDate.of(2027, 3, 31));
            dated(it, Delivery.FROM, Instant.parse("2027-03-31T23:59:59Z"));
        });
        csr("of an issuer without a profile", "", it -> {
            it.settings = anyProfile();
            it.seal
                    .policies("1.2.3.4")
                    .extendedKeyUsage(KeyPurposeId.id_kp_codeSigning)
                    .keyUsage(KeyUsage.digitalSignature)
                    .withoutStatement(SealCertificate.PDS);
        });
        csr(
                "names that the CA may issue for",
                "",
                it -> it.issuing.extension(
                        Extension.nameConstraints, true, new NameConstraints(subtrees("C=BE"), subtrees("C=NL"))));
    }

    private void text(String name, UnaryOperator<String> change) {
        text(name, "", change);
    }

    private static InspectionSettings anyProfile() {
        return new InspectionSettings(
                Duration.ofMinutes(5),
                Period.ofYears(3),
                31,
                90,
                new InspectionSettings.Issuer("", "", List.of(), List.of(), List.of(), false));
    }

    private static InspectionSettings profileWith(String... extensions) {
        InspectionSettings usual = InspectionSettings.defaults();
        InspectionSettings.Issuer issuer = usual.issuer();
        return new InspectionSettings(
                usual.clockSkew(),
                usual.longestValidity(),
                usual.endTolerance(),
                usual.renewalExtension(),
                new InspectionSettings.Issuer(
                        issuer.csrPolicy(),
                        issuer.tokenPolicy(),
                        issuer.keyUsages(),
                        issuer.keyPurposes(),
                        List.of(extensions),
                        issuer.statesPds()));
    }

    private static DERSequence location(String address, String language) {
        return new DERSequence(new ASN1Encodable[] {new DERIA5String(address), new DERPrintableString(language)});
    }

    private static byte[] fresh(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair().getPublic().getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicKey publicKey(byte[] info) {
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(info));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
