package io.eseal.request;

import io.eseal.lifecycle.Sha256;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;

/** A CSR, or a bare public key, that the product accepts: RSA of at least 2048 bits, its private key proven to exist where it is a CSR. */
public final class Csr {

    /** Longest text that is read, in characters; a CSR with an RSA key of 8192 bits takes some 3000. */
    public static final int LIMIT = 16_384;

    // Not registered with the platform: only for the verification, because the JDK does not know every name of RSASSA-PSS.
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final int SMALLEST_KEY = 2048;
    private static final BigInteger EXPONENT_ABOVE = BigInteger.ONE.shiftLeft(16);
    private static final BigInteger EXPONENT_BELOW = BigInteger.ONE.shiftLeft(256);

    private final Pem pem;
    private final PublicKey publicKey;
    private final int keySize;

    private Csr(Pem pem, PublicKey publicKey, int keySize) {
        this.pem = pem;
        this.publicKey = publicKey;
        this.keySize = keySize;
    }

    /**
     * Reads a PEM text with line breaks, escaped line breaks, or none.
     *
     * @throws CsrRejected with the reason, when it cannot be ordered with
     */
    public static Csr parse(String text) throws CsrRejected {
        if (text == null || text.isBlank()) {
            throw new CsrRejected("The CSR is empty.");
        }
        if (text.length() > LIMIT) {
            throw new CsrRejected("The CSR must not be longer than " + LIMIT + " characters.");
        }
        Pem pem = Pem.parse(text);
        try {
            return pem.isBareKey() ? bareKey(pem) : request(pem);
        } catch (IOException | GeneralSecurityException | OperatorException | PKCSException | RuntimeException e) {
            // Bouncy Castle reports broken DER by many exceptions, unchecked ones among them.
            throw new CsrRejected("The PEM block does not hold a complete " + (pem.isBareKey() ? "public key" : "CSR") + ": it is damaged or cut off.");
        }
    }

    private static Csr request(Pem pem) throws IOException, GeneralSecurityException, OperatorException, PKCSException, CsrRejected {
        PKCS10CertificationRequest request = new PKCS10CertificationRequest(CertificationRequest.getInstance(ASN1Primitive.fromByteArray(pem.der())));
        Csr csr = of(pem, request.getSubjectPublicKeyInfo());
        var verifier = new JcaContentVerifierProviderBuilder().setProvider(BOUNCY_CASTLE).build(csr.publicKey);
        if (!request.isSignatureValid(verifier)) {
            throw new CsrRejected("The CSR's own signature does not verify, so it does not prove that you hold its private key: create it again.");
        }
        return csr;
    }

    private static Csr bareKey(Pem pem) throws IOException, GeneralSecurityException, CsrRejected {
        ASN1Primitive key = ASN1Primitive.fromByteArray(pem.der());
        return pem.label().startsWith("RSA") ? of(pem, RSAPublicKey.getInstance(key)) : of(pem, SubjectPublicKeyInfo.getInstance(key));
    }

    // docs.digicert.com, "Order your EU Qualified eSeal certificate": RSA only, ECC is not supported.
    private static Csr of(Pem pem, SubjectPublicKeyInfo key) throws IOException, GeneralSecurityException, CsrRejected {
        ASN1ObjectIdentifier algorithm = key.getAlgorithm().getAlgorithm();
        if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            throw new CsrRejected("The key is an elliptic curve key, which this product does not support: use an RSA key of at least " + SMALLEST_KEY + " bits.");
        }
        if (!algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            throw new CsrRejected("The key is not a plain RSA key: use an RSA key of at least " + SMALLEST_KEY + " bits.");
        }
        return of(pem, RSAPublicKey.getInstance(key.parsePublicKey()));
    }

    private static Csr of(Pem pem, RSAPublicKey key) throws GeneralSecurityException, CsrRejected {
        int size = key.getModulus().bitLength();
        if (size < SMALLEST_KEY) {
            throw new CsrRejected("The RSA key has " + size + " bits, at least " + SMALLEST_KEY + " are required.");
        }
        BigInteger exponent = key.getPublicExponent();
        // ETSI TS 119 312, 6.2.2.1
        if (!exponent.testBit(0) || exponent.compareTo(EXPONENT_ABOVE) <= 0 || exponent.compareTo(EXPONENT_BELOW) >= 0) {
            throw new CsrRejected("The RSA key's public exponent must be odd, above 2^16 and below 2^256 (ETSI TS 119 312); 65537 is usual.");
        }
        PublicKey publicKey = KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(key.getModulus(), exponent));
        return new Csr(pem, publicKey, size);
    }

    /** The PEM block with header and footer and no line breaks. */
    public String oneLine() {
        return pem.oneLine();
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    /** Size of the RSA modulus in bits. */
    public int keySize() {
        return keySize;
    }

    /** SHA-256 of the key's SubjectPublicKeyInfo in lower-case hex: the same for a CSR, the bare key, and a certificate of that key. */
    public String keyFingerprint() {
        return Sha256.hex(publicKey.getEncoded());
    }
}
