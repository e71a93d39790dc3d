package io.eseal.inspection;

import io.eseal.keys.Der;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.anssi.ANSSIObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.teletrust.TeleTrusTObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** A public key as it stands in a certificate, read by no provider: those refuse some keys without saying why. */
sealed interface SubjectKey {

    /** An RSA key; the numbers have their signs. */
    record Rsa(BigInteger modulus, BigInteger exponent) implements SubjectKey {}

    /**
     * A key on a named curve.
     *
     * @param onCurve whether the point lies on the curve
     */
    record Ec(ASN1ObjectIdentifier curve, boolean onCurve) implements SubjectKey {

        /** Returns the curve's name when ETSI TS 119 312 recommends it. */
        Optional<String> recommended() {
            return Optional.ofNullable(RECOMMENDED_CURVES.get(curve));
        }
    }

    /** A key of another kind. */
    record Other(String kind) implements SubjectKey {}

    Map<ASN1ObjectIdentifier, String> RECOMMENDED_CURVES = Map.of(
            SECObjectIdentifiers.secp256r1, "P-256",
            SECObjectIdentifiers.secp384r1, "P-384",
            SECObjectIdentifiers.secp521r1, "P-521",
            TeleTrusTObjectIdentifiers.brainpoolP256r1, "brainpoolP256r1",
            TeleTrusTObjectIdentifiers.brainpoolP384r1, "brainpoolP384r1",
            TeleTrusTObjectIdentifiers.brainpoolP512r1, "brainpoolP512r1",
            ANSSIObjectIdentifiers.FRP256v1, "FRP256v1");

    /** Reads a key (RFC 8017, A.1.1; RFC 5480). */
    static SubjectKey of(SubjectPublicKeyInfo key) throws IOException {
        ASN1ObjectIdentifier algorithm = key.getAlgorithm().getAlgorithm();
        if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)
                || algorithm.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            ASN1Sequence numbers =
                    ASN1Sequence.getInstance(Der.parse(key.getPublicKeyData().getOctets()));
            return new Rsa(number(numbers, 0), number(numbers, 1));
        }
        if (!algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return new Other("of the algorithm " + algorithm);
        }
        return key.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve
                ? new Ec(curve, isOnCurve(curve, key.getPublicKeyData().getOctets()))
                : new Other("on an elliptic curve without a name");
    }

    private static BigInteger number(ASN1Sequence numbers, int at) {
        return ASN1Integer.getInstance(numbers.getObjectAt(at)).getValue();
    }

    private static boolean isOnCurve(ASN1ObjectIdentifier curve, byte[] point) {
        X9ECParameters parameters = ECNamedCurveTable.getByOID(curve);
        try {
            return parameters != null
                    && !parameters.getCurve().decodePoint(point).isInfinity();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns kind and size for people. */
    default String described() {
        if (this instanceof Rsa rsa) {
            return "RSA, " + rsa.modulus().bitLength() + " bits, exponent "
                    + Quoted.plain(
                            rsa.exponent().bitLength() > 256
                                    ? "above 2^256"
                                    : rsa.exponent().toString());
        }
        if (this instanceof Ec ec) {
            return "EC, " + ec.recommended().orElse("curve " + ec.curve());
        }
        return ((Other) this).kind();
    }
}
