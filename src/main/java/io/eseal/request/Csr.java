package io.eseal.request;

import io.eseal.keys.Der;
import io.eseal.keys.KeyPrint;
import io.eseal.keys.Sha256;
import io.eseal.keys.WeakKeys;
import io.eseal.text.VisibleText;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentVerifier;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/**
 * A CSR or a bare public key that the product accepts: an RSA key of 2048 to 16384 bits. A CSR also proves, by its own
 * signature, that its private key exists.
 */
public final class Csr {

    /** Longest text that is read, in characters; a CSR with an RSA key of 8192 bits has about 3000. */
    public static final int LIMIT = 16_384;

    // Used for this verification alone, not registered with the platform:
    // the JDK does not support every name of RSASSA-PSS.
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final int SMALLEST_KEY = 2048;
    // Java verifies no signature of a longer key.
    private static final int LARGEST_KEY = 16_384;
    private static final int LONGEST_SALT = 512;
    private static final BigInteger EXPONENT_ABOVE = BigInteger.ONE.shiftLeft(16);
    private static final BigInteger EXPONENT_BELOW = BigInteger.ONE.shiftLeft(256);

    private final Pem pem;
    private final PublicKey publicKey;
    private final int keySize;
    private final Optional<String> subject;

    private Csr(Pem pem, PublicKey publicKey, int keySize, Optional<String> subject) {
        this.pem = pem;
        this.publicKey = publicKey;
        this.keySize = keySize;
        this.subject = subject;
    }

    /**
     * Reads a PEM text with line breaks, escaped line breaks or none; text before and after its one PEM block is
     * ignored.
     *
     * @throws CsrRejected with a reason for people, when the text is not a CSR or public key that can be ordered with
     */
    public static Csr parse(String text) throws CsrRejected {
        if (VisibleText.isBlank(text)) {
            throw new CsrRejected("The CSR is empty.");
        }
        if (text.length() > LIMIT) {
            throw new CsrRejected("The CSR must not be longer than " + LIMIT + " characters.");
        }
        Pem pem = Pem.parse(text);
        try {
            return pem.isBareKey() ? bareKey(pem) : request(pem);
        } catch (IOException | GeneralSecurityException | OperatorException | RuntimeException e) {
            // Bouncy Castle reports broken DER by many kinds of exceptions, some of them unchecked.
            throw new CsrRejected("The PEM block does not hold a complete " + (pem.isBareKey() ? "public key" : "CSR")
                    + ": it is damaged or cut off.");
        }
    }

    private static Csr request(Pem pem) throws IOException, GeneralSecurityException, OperatorException, CsrRejected {
        CertificationRequest request = CertificationRequest.getInstance(Der.parse(pem.der()));
        Csr csr = of(pem, request.getCertificationRequestInfo().getSubjectPublicKeyInfo());
        if (!isSigned(request, Der.first(pem.der()), csr.publicKey)) {
            throw new CsrRejected(
                    "The CSR's own signature does not verify, so it does not prove that you hold its private key: create it again.");
        }
        return new Csr(
                pem, csr.publicKey, csr.keySize, Optional.of(subject(request)).filter(name -> !name.isBlank()));
    }

    private static String subject(CertificationRequest request) {
        try {
            return request.getCertificationRequestInfo().getSubject().toString();
        } catch (IllegalArgumentException notUtf8) {
            // CertCentral writes the seal's subject itself, so an unreadable one in the CSR is no reason to refuse a
            // good key.
            return "(not readable)";
        }
    }

    /**
     * Verifies the CSR's own signature.
     *
     * @param signed the signed part, byte for byte as received: some tools sign a text that is not in DER order, and
     *     encoding it again would change it
     */
    private static boolean isSigned(CertificationRequest request, byte[] signed, PublicKey key)
            throws IOException, OperatorException {
        AlgorithmIdentifier algorithm = request.getSignatureAlgorithm();
        if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS) && !hasSaneSalt(algorithm)) {
            return false;
        }
        ContentVerifier verifier = new JcaContentVerifierProviderBuilder()
                .setProvider(BOUNCY_CASTLE)
                .build(key)
                .get(algorithm);
        try (OutputStream content = verifier.getOutputStream()) {
            content.write(signed);
        }
        return verifier.verify(request.getSignature().getOctets());
    }

    /**
     * Checks the salt length before the verification, because Bouncy Castle allocates the salt first, even one of two
     * gigabytes.
     */
    private static boolean hasSaneSalt(AlgorithmIdentifier pss) {
        BigInteger salt = RSASSAPSSparams.getInstance(pss.getParameters()).getSaltLength();
        return salt.signum() >= 0 && salt.compareTo(BigInteger.valueOf(LONGEST_SALT)) <= 0;
    }

    private static Csr bareKey(Pem pem) throws IOException, GeneralSecurityException, CsrRejected {
        ASN1Primitive key = Der.parse(pem.der());
        return pem.label().startsWith("RSA") ? of(pem, key) : of(pem, SubjectPublicKeyInfo.getInstance(key));
    }

    // docs.digicert.com, "Order your EU Qualified eSeal certificate": RSA only, ECC is not supported.
    private static Csr of(Pem pem, SubjectPublicKeyInfo key) throws IOException, GeneralSecurityException, CsrRejected {
        ASN1ObjectIdentifier algorithm = key.getAlgorithm().getAlgorithm();
        if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            throw new CsrRejected(
                    "The key is an elliptic curve key, which this product does not support: use an RSA key of at least "
                            + SMALLEST_KEY + " bits.");
        }
        if (algorithm.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            throw new CsrRejected(
                    "The key is marked as one for RSASSA-PSS alone (id-RSASSA-PSS), which this product does not support: make a"
                            + " plain RSA key (rsaEncryption). Whether the certificate is signed with RSASSA-PSS is the request's "
                            + "is_rsassa_pss.");
        }
        if (!algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            throw new CsrRejected(
                    "The key is not a plain RSA key: use an RSA key of at least " + SMALLEST_KEY + " bits.");
        }
        return of(pem, Der.parse(key.getPublicKeyData().getOctets()));
    }

    /**
     * Reads modulus and exponent (RFC 8017, A.1.1) with their signs: Bouncy Castle's own class turns negative numbers
     * into positive ones.
     */
    private static Csr of(Pem pem, ASN1Primitive key) throws GeneralSecurityException, CsrRejected {
        ASN1Sequence numbers = ASN1Sequence.getInstance(key);
        if (numbers.size() != 2) {
            throw new IllegalArgumentException("a modulus and an exponent");
        }
        BigInteger modulus = ASN1Integer.getInstance(numbers.getObjectAt(0)).getValue();
        BigInteger exponent = ASN1Integer.getInstance(numbers.getObjectAt(1)).getValue();
        if (modulus.signum() <= 0) {
            throw new CsrRejected(
                    "The RSA key's modulus is not a positive number: the program that wrote it left out the zero in front."
                            + " Make the CSR with another program.");
        }
        int size = modulus.bitLength();
        if (size < SMALLEST_KEY) {
            throw new CsrRejected("The RSA key has " + size + " bits, at least " + SMALLEST_KEY + " are required.");
        }
        if (size > LARGEST_KEY) {
            throw new CsrRejected("The RSA key has " + size + " bits, at most " + LARGEST_KEY + " are supported.");
        }
        // ETSI TS 119 312, 6.2.2.1
        if (!exponent.testBit(0)
                || exponent.compareTo(EXPONENT_ABOVE) <= 0
                || exponent.compareTo(EXPONENT_BELOW) >= 0) {
            throw new CsrRejected(
                    "The RSA key's public exponent must be odd, above 2^16 and below 2^256 (ETSI TS 119 312); 65537 is usual.");
        }
        PublicKey publicKey = KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
        return new Csr(pem, publicKey, size, Optional.empty());
    }

    /** Returns the PEM block with header and footer and without line breaks. */
    public String oneLine() {
        return pem.oneLine();
    }

    /** Returns the RSA public key. */
    public PublicKey publicKey() {
        return publicKey;
    }

    /** Returns the size of the RSA modulus in bits. */
    public int keySize() {
        return keySize;
    }

    /** Returns why the key can be broken although its size is right, as the end of a sentence; empty when it cannot. */
    Optional<String> weakness() {
        return WeakKeys.weakness(((RSAPublicKey) publicKey).getModulus());
    }

    /**
     * Returns the subject name in the CSR, such as {@code CN=Example}; empty for a bare key and for a CSR without a
     * subject. For information only: CertCentral writes the organisation's name into the certificate.
     */
    public Optional<String> subject() {
        return subject;
    }

    /**
     * Returns the SHA-256 fingerprint of the key's SubjectPublicKeyInfo in lower-case hex: the same for a CSR, a bare
     * key and a certificate with that key.
     */
    public String keyFingerprint() {
        return Sha256.hex(publicKey.getEncoded());
    }

    /** Returns what the key is recognised by when it comes again. */
    public String keyPrint() {
        return KeyPrint.of(publicKey.getEncoded());
    }
}
