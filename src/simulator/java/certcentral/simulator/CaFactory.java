package certcentral.simulator;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes the CA of the stand-in; its names say that nobody should trust it. */
final class CaFactory {

    private static final X500Name ROOT = new X500Name("C=IE,O=CertCentral Simulator,CN=Simulator Root CA");
    private static final X500Name ISSUING =
            new X500Name("C=IE,O=CertCentral Simulator,CN=Simulator Qualified eSeal CA");
    private static final Duration LIFETIME = Duration.ofDays(365 * 20);

    private CaFactory() {}

    static Ca create(Instant now) {
        KeyPair root = Keys.generate();
        KeyPair issuing = Keys.generate();
        // Two days back, because a certificate is valid from the start of its day.
        Instant from = now.minus(Duration.ofDays(2));
        return new Ca(
                certify(ROOT, root.getPublic(), root, from, 1),
                certify(ISSUING, issuing.getPublic(), root, from, 0),
                issuing.getPrivate());
    }

    private static X509Certificate certify(
            X500Name subject, PublicKey key, KeyPair issuer, Instant from, int pathLength) {
        try {
            JcaX509ExtensionUtils utils = new JcaX509ExtensionUtils();
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                            ROOT,
                            new BigInteger(120, new SecureRandom()).setBit(120),
                            Date.from(from),
                            Date.from(from.plus(LIFETIME)),
                            subject,
                            SubjectPublicKeyInfo.getInstance(key.getEncoded()))
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(pathLength))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(Extension.subjectKeyIdentifier, false, utils.createSubjectKeyIdentifier(key))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            utils.createAuthorityKeyIdentifier(issuer.getPublic()));
            return sign(builder, issuer.getPrivate(), "SHA256withRSA");
        } catch (CertIOException | GeneralSecurityException | OperatorCreationException failure) {
            throw new IllegalStateException("The simulator's CA cannot be made", failure);
        }
    }

    static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key, String algorithm)
            throws OperatorCreationException, GeneralSecurityException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm)
                        .setProvider(Keys.PROVIDER)
                        .build(key)));
    }
}
