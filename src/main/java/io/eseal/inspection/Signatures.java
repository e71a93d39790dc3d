package io.eseal.inspection;

import io.eseal.keys.Der;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.DefaultAlgorithmNameFinder;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;

/** Verifies the signatures of certificates, and tells which algorithms still hold. */
final class Signatures {

    /** Not registered with the platform: used where the platform does not know an algorithm or a curve. */
    static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    // ETSI TS 119 312.
    private static final Set<ASN1ObjectIdentifier> DIGESTS_THAT_HOLD = Set.of(
            NISTObjectIdentifiers.id_sha256,
            NISTObjectIdentifiers.id_sha384,
            NISTObjectIdentifiers.id_sha512,
            NISTObjectIdentifiers.id_sha512_256,
            NISTObjectIdentifiers.id_sha3_256,
            NISTObjectIdentifiers.id_sha3_384,
            NISTObjectIdentifiers.id_sha3_512);

    private static final int LONGEST_SALT = 512;

    private Signatures() {}

    /** Returns whether the issuer's key signed the certificate. */
    static boolean signed(X509Certificate issuer, X509Certificate certificate) {
        try {
            if (!hasSaneSalt(certificate)) {
                return false;
            }
            try {
                certificate.verify(issuer.getPublicKey());
            } catch (NoSuchAlgorithmException | InvalidKeyException e) {
                certificate.verify(issuer.getPublicKey(), BOUNCY_CASTLE);
            }
            return true;
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            return false;
        }
    }

    /** Checks the salt length first, because Bouncy Castle allocates the salt, even one of two gigabytes. */
    private static boolean hasSaneSalt(X509Certificate certificate) throws CertificateException, IOException {
        AlgorithmIdentifier algorithm =
                Certificate.getInstance(Der.parse(certificate.getEncoded())).getSignatureAlgorithm();
        if (!isPss(algorithm) || algorithm.getParameters() == null) {
            return true;
        }
        BigInteger salt = RSASSAPSSparams.getInstance(algorithm.getParameters()).getSaltLength();
        return salt.signum() >= 0 && salt.compareTo(BigInteger.valueOf(LONGEST_SALT)) <= 0;
    }

    static boolean isPss(AlgorithmIdentifier algorithm) {
        return algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS);
    }

    /** Returns whether the algorithm's digest is one of SHA-2 or SHA-3 of at least 256 bits; SHA-1 and MD5 are not. */
    static boolean holds(AlgorithmIdentifier algorithm) {
        if (isPss(algorithm)) {
            return algorithm.getParameters() != null
                    && DIGESTS_THAT_HOLD.contains(RSASSAPSSparams.getInstance(algorithm.getParameters())
                            .getHashAlgorithm()
                            .getAlgorithm());
        }
        AlgorithmIdentifier digest = new DefaultDigestAlgorithmIdentifierFinder().find(algorithm);
        return digest != null && DIGESTS_THAT_HOLD.contains(digest.getAlgorithm());
    }

    /** Returns the algorithm's name, such as {@code SHA256WITHRSA}, or its number when it has none. */
    static String name(AlgorithmIdentifier algorithm) {
        if (isPss(algorithm) && algorithm.getParameters() != null) {
            return "RSASSA-PSS with "
                    + new DefaultAlgorithmNameFinder()
                            .getAlgorithmName(RSASSAPSSparams.getInstance(algorithm.getParameters())
                                    .getHashAlgorithm());
        }
        return new DefaultAlgorithmNameFinder().getAlgorithmName(algorithm.getAlgorithm());
    }
}
