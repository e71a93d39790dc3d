package io.eseal.certificate;

import io.eseal.fixtures.Keys;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509v1CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates for the tests, made by Bouncy Castle. */
final class Certificates {

    static final KeyPair CA_KEY = Keys.fresh();
    static final KeyPair SEAL_KEY = Keys.fresh();
    static final KeyPair OTHER_KEY = Keys.fresh();

    static final ASN1Encodable COMPLIANCE = statement("0.4.0.1862.1.1");
    static final ASN1Encodable QSCD = statement("0.4.0.1862.1.4");
    static final ASN1Encodable ESIGN = type("0.4.0.1862.1.6.1");
    static final ASN1Encodable ESEAL = type("0.4.0.1862.1.6.2");
    static final ASN1Encodable BOTH_TYPES = type("0.4.0.1862.1.6.2", "0.4.0.1862.1.6.1");
    static final ASN1Encodable SWISS =
            new DERSequence(new ASN1Encodable[] {oid("0.4.0.1862.1.7"), new DERSequence(new DERUTF8String("CH"))});
    static final ASN1Encodable BROKEN_TYPE =
            new DERSequence(new ASN1Encodable[] {oid("0.4.0.1862.1.6"), new DERUTF8String("seal")});
    static final ASN1Encodable EMPTY_TYPE = statement("0.4.0.1862.1.6");

    static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant TILL = Instant.parse("2027-06-14T12:00:00Z");
    static final String CA =
            certificate("CN=Example CA", "CN=Example CA", CA_KEY, CA_KEY, true, TILL, Optional.empty());

    private Certificates() {}

    static String seal(ASN1Encodable... statements) {
        return seal(SEAL_KEY, TILL, statements);
    }

    static String seal(KeyPair key, Instant till, ASN1Encodable... statements) {
        return certificate(
                "CN=Example NV", "CN=Example CA", key, CA_KEY, false, till, Optional.of(new DERSequence(statements)));
    }

    static String certificate(
            String subject,
            String issuer,
            KeyPair key,
            KeyPair signer,
            boolean ca,
            Instant till,
            Optional<ASN1Encodable> statements) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    new X500Name(issuer),
                    BigInteger.valueOf(0x0A1B2C),
                    Date.from(FROM),
                    Date.from(till),
                    new X500Name(subject),
                    key.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
            if (statements.isPresent()) {
                builder.addExtension(Extension.qCStatements, false, statements.get());
            }
            return Keys.pem(
                    "CERTIFICATE",
                    builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(signer.getPrivate()))
                            .getEncoded());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A seal's certificate with those bytes for its QC statements. */
    static String withStatements(byte[] value) {
        try {
            return Keys.pem(
                    "CERTIFICATE",
                    new JcaX509v3CertificateBuilder(
                                    new X500Name("CN=Example CA"),
                                    BigInteger.TEN,
                                    Date.from(FROM),
                                    Date.from(TILL),
                                    new X500Name("CN=Example NV"),
                                    SEAL_KEY.getPublic())
                            .addExtension(Extension.qCStatements, false, value)
                            .build(new JcaContentSignerBuilder("SHA256withRSA").build(CA_KEY.getPrivate()))
                            .getEncoded());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a root of X.509 v1, which has no extensions. */
    static String oldRoot(String name, KeyPair key) {
        try {
            return Keys.pem(
                    "CERTIFICATE",
                    new JcaX509v1CertificateBuilder(
                                    new X500Name(name),
                                    BigInteger.ONE,
                                    Date.from(FROM),
                                    Date.from(TILL),
                                    new X500Name(name),
                                    key.getPublic())
                            .build(new JcaContentSignerBuilder("SHA256withRSA").build(key.getPrivate()))
                            .getEncoded());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static ASN1Encodable statement(String id) {
        return new DERSequence(oid(id));
    }

    private static ASN1Encodable type(String... types) {
        ASN1EncodableVector oids = new ASN1EncodableVector();
        List.of(types).forEach(type -> oids.add(oid(type)));
        return new DERSequence(
                Stream.of(oid("0.4.0.1862.1.6"), new DERSequence(oids)).toArray(ASN1Encodable[]::new));
    }

    private static ASN1ObjectIdentifier oid(String id) {
        return new ASN1ObjectIdentifier(id);
    }
}
