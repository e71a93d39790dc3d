package io.eseal.keys;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Print of a key, by which it is recognised however it comes. An RSA key is its modulus: who knows the private key for
 * one exponent can compute that for every other, so that a compromised key does not become a new one by another
 * exponent or algorithm identifier. A key on an elliptic curve is its point, compressed or not.
 */
public final class KeyPrint {

    private static final BigInteger USUAL_EXPONENT = BigInteger.valueOf(65_537);

    private KeyPrint() {}

    /**
     * Returns the print: SHA-256 in lower-case hex of the SubjectPublicKeyInfo, of an RSA key with the usual exponent
     * and the identifier rsaEncryption in place of its own, and of a key on a named curve with the whole point. For
     * most keys it is the key's fingerprint.
     *
     * @param keyInfo the SubjectPublicKeyInfo in DER
     */
    public static String of(byte[] keyInfo) {
        try {
            return Sha256.hex(usual(SubjectPublicKeyInfo.getInstance(keyInfo)).getEncoded());
        } catch (IOException | RuntimeException e) {
            // Not a key that can be read: its bytes are all there is.
            return Sha256.hex(keyInfo);
        }
    }

    private static SubjectPublicKeyInfo usual(SubjectPublicKeyInfo key) throws IOException {
        var algorithm = key.getAlgorithm().getAlgorithm();
        if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return wholePoint(key);
        }
        if (!algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)
                && !algorithm.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            return key;
        }
        return new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                new RSAPublicKey(RSAPublicKey.getInstance(key.parsePublicKey()).getModulus(), USUAL_EXPONENT));
    }

    private static SubjectPublicKeyInfo wholePoint(SubjectPublicKeyInfo key) {
        ASN1ObjectIdentifier name =
                ASN1ObjectIdentifier.getInstance(key.getAlgorithm().getParameters());
        X9ECParameters curve = ECNamedCurveTable.getByOID(name);
        return new SubjectPublicKeyInfo(
                key.getAlgorithm(),
                curve.getCurve().decodePoint(key.getPublicKeyData().getBytes()).getEncoded(false));
    }
}
