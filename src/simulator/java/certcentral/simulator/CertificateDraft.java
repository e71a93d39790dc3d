package certcentral.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate before it is signed: each part can still be changed or taken away. */
final class CertificateDraft {

    /** Subject of a draft that is named later. */
    static final X500Name NOBODY = new X500Name(new RDN[0]);

    private final Map<ASN1ObjectIdentifier, Extension> extensions = new LinkedHashMap<>();
    private final BigInteger serial = new BigInteger(120, new SecureRandom()).setBit(120);
    private X500Name subject;
    private SubjectPublicKeyInfo key;
    private X500Name issuer;
    private PrivateKey signer;
    private String algorithm;
    private Instant from;
    private Instant till;

    /** Makes a draft for a subject that certifies itself, with identifiers of both keys. */
    static CertificateDraft selfSigned(X500Name subject, KeyPair pair, Instant from, Instant till) {
        return new CertificateDraft(subject, infoOf(pair.getPublic()), from, till)
                .issuedBy(subject, pair.getPublic(), pair.getPrivate());
    }

    /** Makes a draft under an issuer, with identifiers of both keys. */
    static CertificateDraft under(
            CertifiedKey issuer, X500Name subject, SubjectPublicKeyInfo key, Instant from, Instant till) {
        return new CertificateDraft(subject, key, from, till).issuedBy(issuer);
    }

    private CertificateDraft(X500Name subject, SubjectPublicKeyInfo key, Instant from, Instant till) {
        this.subject = subject;
        this.from = from;
        this.till = till;
        certifies(key);
    }

    static SubjectPublicKeyInfo infoOf(PublicKey key) {
        return SubjectPublicKeyInfo.getInstance(key.getEncoded());
    }

    Instant from() {
        return from;
    }

    Instant till() {
        return till;
    }

    PrivateKey signer() {
        return signer;
    }

    CertificateDraft named(X500Name other) {
        subject = other;
        return this;
    }

    CertificateDraft valid(Instant first, Instant last) {
        from = first;
        till = last;
        return this;
    }

    /** Certifies another key. */
    CertificateDraft certifies(SubjectPublicKeyInfo other) {
        key = other;
        return with(Extension.subjectKeyIdentifier, false, utils().createSubjectKeyIdentifier(other));
    }

    CertificateDraft issuedBy(CertifiedKey other) {
        return issuedBy(nameOf(other.certificate()), other.certificate().getPublicKey(), other.key());
    }

    private CertificateDraft issuedBy(X500Name name, PublicKey publicKey, PrivateKey privateKey) {
        issuer = name;
        signer = privateKey;
        algorithm = privateKey.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        return with(Extension.authorityKeyIdentifier, false, utils().createAuthorityKeyIdentifier(publicKey));
    }

    /** Signs with another algorithm, in the JCA's name for it. */
    CertificateDraft signedWith(String other) {
        algorithm = other;
        return this;
    }

    /** Sets or replaces an extension. */
    CertificateDraft with(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        try {
            extensions.put(
                    id, new Extension(id, critical, value.toASN1Primitive().getEncoded()));
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    CertificateDraft without(ASN1ObjectIdentifier id) {
        extensions.remove(id);
        return this;
    }

    X509Certificate sign() {
        X509v3CertificateBuilder builder =
                new X509v3CertificateBuilder(issuer, serial, Date.from(from), Date.from(till), subject, key);
        try {
            for (Extension extension : extensions.values()) {
                builder.addExtension(extension);
            }
            return read(builder.build(new JcaContentSignerBuilder(algorithm)
                    .setProvider(Keys.PROVIDER)
                    .build(signer)));
        } catch (IOException | OperatorCreationException failure) {
            throw new IllegalStateException("A certificate for " + subject + " cannot be made", failure);
        }
    }

    /** Reads a certificate with Bouncy Castle, which takes flawed ones that the JDK refuses. */
    static X509Certificate read(X509CertificateHolder holder) {
        try {
            return new JcaX509CertificateConverter().setProvider(Keys.PROVIDER).getCertificate(holder);
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    static X500Name nameOf(X509Certificate certificate) {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    private static JcaX509ExtensionUtils utils() {
        try {
            return new JcaX509ExtensionUtils();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
