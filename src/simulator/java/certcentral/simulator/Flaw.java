package certcentral.simulator;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertPolicyId;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyMappings;
import org.bouncycastle.asn1.x509.qualified.ETSIQCObjectIdentifiers;
import org.bouncycastle.asn1.x509.qualified.RFC3739QCObjectIdentifiers;
import org.bouncycastle.asn1.x509.qualified.SemanticsInformation;

/** What can be wrong with a seal; the control endpoints say it in lower case. */
enum Flaw {
    NONE("a seal as it should be", seal -> {}),

    NO_QC_STATEMENTS(
            "no QC statement at all",
            seal -> seal.notStating(ETSIQCObjectIdentifiers.id_etsi_qcs_QcCompliance)
                    .notStating(ETSIQCObjectIdentifiers.id_etsi_qcs_QcType)
                    .notStating(ETSIQCObjectIdentifiers.id_etsi_qcs_QcSSCD)
                    .notStating(ETSIQCObjectIdentifiers.id_etsi_qcs_QcPds)
                    .notStating(RFC3739QCObjectIdentifiers.id_qcs_pkixQCSyntax_v2)),
    NO_QC_COMPLIANCE(
            "not said to be qualified", seal -> seal.notStating(ETSIQCObjectIdentifiers.id_etsi_qcs_QcCompliance)),
    FOREIGN_LEGISLATION(
            "qualified under Swiss law",
            seal -> seal.stating(Ids.LEGISLATION, new DERSequence(new DERPrintableString("CH")))),
    NO_QC_TYPE("no QcType", seal -> seal.notStating(ETSIQCObjectIdentifiers.id_etsi_qcs_QcType)),
    SIGNATURE_TYPE(
            "for signatures instead of seals",
            seal -> seal.stating(
                    ETSIQCObjectIdentifiers.id_etsi_qcs_QcType,
                    new DERSequence(ETSIQCObjectIdentifiers.id_etsi_qct_esign))),
    TWO_TYPES(
            "for seals and signatures",
            seal -> seal.stating(ETSIQCObjectIdentifiers.id_etsi_qcs_QcType, new DERSequence(new ASN1Encodable[] {
                ETSIQCObjectIdentifiers.id_etsi_qct_eseal, ETSIQCObjectIdentifiers.id_etsi_qct_esign
            }))),
    QSCD_SWAPPED("QcSSCD although the key is in a file, or none although it is on a token", seal -> swap(seal)),
    NO_PDS("no QcPDS", seal -> seal.notStating(ETSIQCObjectIdentifiers.id_etsi_qcs_QcPds)),
    SCRIPT_AS_PDS(
            "a script as QcPDS",
            seal -> seal.stating(
                    ETSIQCObjectIdentifiers.id_etsi_qcs_QcPds, SealProfile.disclosure("javascript:alert(1)"))),
    NO_SEMANTICS("no semantics identifier", seal -> seal.notStating(RFC3739QCObjectIdentifiers.id_qcs_pkixQCSyntax_v2)),
    NATURAL_SEMANTICS(
            "semantics of a natural person",
            seal -> seal.stating(
                    RFC3739QCObjectIdentifiers.id_qcs_pkixQCSyntax_v2,
                    new SemanticsInformation(SealProfile.SEMANTICS_NATURAL))),
    FOREIGN_QSCD(
            "a token certified in a third country",
            seal -> seal.stating(Ids.QSCD_LEGISLATION, new DERSequence(new DERPrintableString("CH")))),
    PSD2(
            "a PSD2 statement that nobody ordered",
            seal -> seal.stating(Ids.PSD2, new DERSequence(new ASN1Encodable[] {
                new DERSequence(new DERSequence(new ASN1Encodable[] {Ids.PSP_AS, new DERUTF8String("PSP_AS")})),
                new DERUTF8String("Example Authority"),
                new DERUTF8String("IE-EX")
            }))),
    CRITICAL_STATEMENTS("critical QC statements", SealDraft::withCriticalStatements),

    WRONG_KEY("another key than the one ordered", seal -> certify(seal, Keys.rsa(2048, 65537))),
    ISSUER_KEY(
            "the issuing CA's own key",
            seal -> seal.certificate()
                    .certifies(CertificateDraft.infoOf(
                            seal.ca().issuing().certificate().getPublicKey()))),
    RSA_512("an RSA key of 512 bits", seal -> certify(seal, Keys.rsa(512, 65537))),
    RSA_1024("an RSA key of 1024 bits", seal -> certify(seal, Keys.rsa(1024, 65537))),
    EXPONENT_3("an RSA key with the exponent 3", seal -> certify(seal, Keys.rsa(2048, 3))),
    P192("a key on the curve P-192", seal -> certify(seal, Keys.shortElliptic())),
    RSA_2048_BEYOND_2028("an RSA key of 2048 bits, valid beyond 2028", seal -> {
        certify(seal, Keys.rsa(2048, 65537));
        endingAt(seal, Instant.parse("2029-06-01T23:59:59Z"));
    }),

    UNKNOWN_CA("a CA of the right name that nobody knows", seal -> {
        CaFactory factory = factory(seal);
        CertifiedKey root = factory.root(CaFactory.ROOT, Keys.elliptic());
        seal.issuedBy(factory.issuing(root, CaFactory.ISSUING, Keys.elliptic(), draft -> draft), root.certificate());
    }),
    UNLISTED_CA("another CA below the same root, which no list names", seal -> under(seal, draft -> draft)),
    EXPIRED_CA(
            "a CA below the same root that has expired",
            seal -> under(
                    seal,
                    draft -> draft.valid(
                            draft.from().minus(Duration.ofDays(400)),
                            seal.certificate().from()))),
    FUTURE_CA(
            "a CA below the same root that is not yet valid",
            seal -> under(
                    seal, draft -> draft.valid(seal.certificate().from().plus(Duration.ofDays(60)), draft.till()))),
    CA_WITHOUT_CERT_SIGN(
            "a CA below the same root that may not sign certificates",
            seal -> under(seal, draft -> draft.with(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign)))),
    NOT_A_CA(
            "issued by a certificate that is none of a CA",
            seal -> under(seal, draft -> draft.with(Extension.basicConstraints, true, new BasicConstraints(false)))),
    CONSTRAINED_CA(
            "a CA below the same root whose name constraints exclude the subject",
            seal -> under(
                    seal,
                    draft -> draft.with(
                            Extension.nameConstraints,
                            true,
                            new NameConstraints(
                                    new GeneralSubtree[] {
                                        new GeneralSubtree(new GeneralName(new X500Name("C=XX,O=Somebody Else")))
                                    },
                                    null)))),
    OTHER_ROOT("the issuing CA below a root that did not sign it", seal -> {
        CertifiedKey root = factory(seal).root(CaFactory.name("Simulator Other Root CA"), Keys.elliptic());
        CertifiedKey issuing =
                factory(seal).issuing(root, CaFactory.name("Simulator Other CA"), Keys.elliptic(), draft -> draft);
        seal.issuedBy(issuing, seal.ca().root().certificate());
    }),
    SHA1("signed with SHA-1", seal -> seal.certificate().signedWith("SHA1withRSA")),
    MD5("signed with MD5", seal -> seal.certificate().signedWith("MD5withRSA")),
    BROKEN_SIGNATURE("one bit of the signature changed", SealDraft::withBrokenSignature),

    /** Carried out where the other orders are known, {@link SimulatorTimetable}. */
    CERTIFICATE_OF_ANOTHER_ORDER("the certificate of an order that was issued before", seal -> {}),
    OTHER_SERIAL("CertCentral tells another serial number", seal -> seal.tellingSerial("0BAD5E41A1")),
    OTHER_END(
            "CertCentral tells an end eight months later",
            seal -> seal.tellingEnd(seal.certificate().till().plus(Duration.ofDays(243)))),

    NOT_YET_VALID(
            "begins in 30 days",
            seal -> seal.certificate()
                    .valid(
                            seal.certificate().from().plus(Duration.ofDays(30)),
                            seal.certificate().till())),
    EXPIRED(
            "ended yesterday",
            seal -> seal.certificate()
                    .valid(
                            seal.certificate().from().minus(Duration.ofDays(365)),
                            seal.certificate().from().minusSeconds(1))),
    ENDS_BEFORE_IT_BEGINS(
            "ends before it begins",
            seal -> endingAt(seal, seal.certificate().from().minus(Duration.ofDays(1)))),
    ONE_DAY("one day", seal -> endingAt(seal, seal.certificate().from().plus(Duration.ofDays(1)))),
    TEN_YEARS("ten years", seal -> endingAt(seal, seal.certificate().from().plus(Duration.ofDays(3652)))),
    BEYOND_ITS_ISSUER(
            "ends after its issuer",
            seal -> endingAt(
                    seal,
                    seal.ca().issuing().certificate().getNotAfter().toInstant().plus(Duration.ofDays(1)))),
    YEAR_9999("ends in the year 9999", seal -> endingAt(seal, Instant.parse("9999-12-31T23:59:59Z"))),

    FOREIGN_ORGANIZATION(
            "another organisation",
            seal -> seal.naming(BCStyle.C, "AT")
                    .naming(BCStyle.O, "Somebody Else GmbH")
                    .naming(BCStyle.ORGANIZATION_IDENTIFIER, "NTRAT-987654x")
                    .naming(BCStyle.CN, "Somebody Else GmbH")),
    NO_COUNTRY("no country", seal -> seal.notNaming(BCStyle.C)),
    NO_ORGANIZATION("no organisation", seal -> seal.notNaming(BCStyle.O)),
    NO_IDENTIFIER("no organizationIdentifier", seal -> seal.notNaming(BCStyle.ORGANIZATION_IDENTIFIER)),
    NO_COMMON_NAME("no common name", seal -> seal.notNaming(BCStyle.CN)),
    TWO_ORGANIZATIONS("two organisations", seal -> seal.namingToo(BCStyle.O, "Somebody Else GmbH")),
    TWO_IDENTIFIERS(
            "two organizationIdentifiers", seal -> seal.namingToo(BCStyle.ORGANIZATION_IDENTIFIER, "NTRAT-987654x")),
    OTHER_COMMON_NAME("another common name", seal -> seal.naming(BCStyle.CN, "Somebody Else GmbH")),
    CONFUSABLE_NAME(
            "a Greek letter in the organisation's name",
            seal -> seal.naming(
                    BCStyle.O, seal.named(BCStyle.O).replace('O', '\u039f').replace('E', '\u0395'))),
    BAD_IDENTIFIER(
            "an organizationIdentifier without scheme", seal -> seal.naming(BCStyle.ORGANIZATION_IDENTIFIER, "123456")),
    BAD_LEI(
            "an LEI whose checksum is wrong",
            seal -> seal.naming(BCStyle.ORGANIZATION_IDENTIFIER, "LEIXG-5493001KJTIIGC8Y1R13")),
    IDENTIFIER_OF_ANOTHER_COUNTRY(
            "an organizationIdentifier of another country",
            seal -> seal.naming(BCStyle.ORGANIZATION_IDENTIFIER, "NTRAT-987654x")),

    NO_POLICY("no certificate policy", seal -> seal.certificate().without(Extension.certificatePolicies)),
    POLICY_SWAPPED(
            "QCP-l-qscd for a file, QCP-l for a token",
            seal -> policy(seal, seal.onToken() ? SealProfile.QCP_L : SealProfile.QCP_L_QSCD)),
    NATURAL_POLICY("the policy for natural persons", seal -> policy(seal, Ids.QCP_N)),
    NCP("the policy NCP, which is not for qualified certificates", seal -> policy(seal, Ids.NCP)),

    NO_KEY_USAGE("no key usage", seal -> seal.certificate().without(Extension.keyUsage)),
    DIGITAL_SIGNATURE_ONLY("key usage of type C", seal -> usage(seal, KeyUsage.digitalSignature)),
    KEY_ENCIPHERMENT(
            "key usage with keyEncipherment", seal -> usage(seal, KeyUsage.nonRepudiation | KeyUsage.keyEncipherment)),
    KEY_USAGE_NOT_CRITICAL(
            "key usage that is not critical",
            seal -> seal.certificate().with(Extension.keyUsage, false, new KeyUsage(KeyUsage.nonRepudiation))),
    SERVER_AUTH("extended key usage serverAuth", seal -> purpose(seal, KeyPurposeId.id_kp_serverAuth)),
    TIME_STAMPING("extended key usage timeStamping", seal -> purpose(seal, KeyPurposeId.id_kp_timeStamping)),
    OCSP_SIGNING("extended key usage OCSPSigning", seal -> purpose(seal, KeyPurposeId.id_kp_OCSPSigning)),
    PRECERTIFICATE(
            "a precertificate of certificate transparency",
            seal -> seal.certificate().with(Ids.CT_POISON, true, DERNull.INSTANCE)),
    UNKNOWN_CRITICAL(
            "a critical extension that nobody knows",
            seal -> seal.certificate().with(Ids.UNKNOWN, true, new DEROctetString(new byte[] {1}))),
    NAME_CONSTRAINTS(
            "name constraints",
            seal -> seal.certificate()
                    .with(
                            Extension.nameConstraints,
                            true,
                            new NameConstraints(
                                    new GeneralSubtree[] {new GeneralSubtree(new GeneralName(new X500Name("C=IE")))},
                                    null))),
    POLICY_MAPPINGS(
            "policy mappings",
            seal -> seal.certificate()
                    .with(
                            Extension.policyMappings,
                            true,
                            new PolicyMappings(
                                    CertPolicyId.getInstance(SealProfile.QCP_L), CertPolicyId.getInstance(Ids.NCP)))),
    CA_FLAG(
            "a CA certificate",
            seal -> seal.certificate().with(Extension.basicConstraints, true, new BasicConstraints(true))),
    NO_AIA("no authority information access", seal -> seal.certificate().without(Extension.authorityInfoAccess)),
    NO_CA_ISSUERS(
            "no address of the issuer's certificate",
            seal -> seal.certificate()
                    .with(Extension.authorityInfoAccess, false, seal.urls().onlyOcsp())),
    NO_REVOCATION_SOURCE(
            "neither OCSP nor CRL",
            seal -> seal.certificate()
                    .with(Extension.authorityInfoAccess, false, seal.urls().onlyCaIssuers())
                    .without(Extension.cRLDistributionPoints)),
    NO_AUTHORITY_KEY(
            "no authority key identifier", seal -> seal.certificate().without(Extension.authorityKeyIdentifier));

    private final String sentence;
    private final Consumer<SealDraft> change;

    Flaw(String sentence, Consumer<SealDraft> change) {
        this.sentence = sentence;
        this.change = change;
    }

    /** Returns the flaw of this name; refuses others. */
    @JsonCreator
    static Flaw of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns what is wrong, for people. */
    String sentence() {
        return sentence;
    }

    void spoil(SealDraft seal) {
        change.accept(seal);
    }

    private static void swap(SealDraft seal) {
        if (seal.onToken()) {
            seal.notStating(ETSIQCObjectIdentifiers.id_etsi_qcs_QcSSCD);
        } else {
            seal.stating(ETSIQCObjectIdentifiers.id_etsi_qcs_QcSSCD);
        }
    }

    private static void certify(SealDraft seal, KeyPair pair) {
        seal.certificate().certifies(CertificateDraft.infoOf(pair.getPublic()));
    }

    private static void endingAt(SealDraft seal, Instant end) {
        seal.certificate().valid(seal.certificate().from(), end);
    }

    private static void policy(SealDraft seal, ASN1ObjectIdentifier policy) {
        seal.certificate().with(Extension.certificatePolicies, false, SealProfile.policies(policy));
    }

    private static void usage(SealDraft seal, int bits) {
        seal.certificate().with(Extension.keyUsage, true, new KeyUsage(bits));
    }

    private static void purpose(SealDraft seal, KeyPurposeId purpose) {
        seal.certificate().with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    }

    private static CaFactory factory(SealDraft seal) {
        return CaFactory.at(seal.urls(), seal.certificate().from());
    }

    private static void under(SealDraft seal, UnaryOperator<CertificateDraft> change) {
        CertifiedKey root = seal.ca().root();
        seal.issuedBy(
                factory(seal).issuing(root, CaFactory.name("Simulator Second eSeal CA"), Keys.elliptic(), change),
                root.certificate());
    }

    /** Object identifiers that no library names. */
    private static final class Ids {

        /** EN 319 412-5: QcCClegislation and QcQSCDlegislation. */
        static final ASN1ObjectIdentifier LEGISLATION = new ASN1ObjectIdentifier("0.4.0.1862.1.7");

        static final ASN1ObjectIdentifier QSCD_LEGISLATION = new ASN1ObjectIdentifier("0.4.0.1862.1.9");
        /** TS 119 495. */
        static final ASN1ObjectIdentifier PSD2 = new ASN1ObjectIdentifier("0.4.0.19495.2");

        static final ASN1ObjectIdentifier PSP_AS = new ASN1ObjectIdentifier("0.4.0.19495.1.1");
        /** EN 319 411-2 and 319 411-1. */
        static final ASN1ObjectIdentifier QCP_N = new ASN1ObjectIdentifier("0.4.0.194112.1.0");

        static final ASN1ObjectIdentifier NCP = new ASN1ObjectIdentifier("0.4.0.2042.1.1");
        /** RFC 6962, clause 3.1. */
        static final ASN1ObjectIdentifier CT_POISON = new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.3");
        /** Below the arc for examples, RFC 5612. */
        static final ASN1ObjectIdentifier UNKNOWN = new ASN1ObjectIdentifier("1.3.6.1.4.1.32473.1");
    }
}
