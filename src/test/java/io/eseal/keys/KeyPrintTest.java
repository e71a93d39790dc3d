package io.eseal.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.teletrust.TeleTrusTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;

class KeyPrintTest {

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(2047).add(BigInteger.TEN);

    private static byte[] rsa(BigInteger modulus, long exponent, boolean pss) throws IOException {
        AlgorithmIdentifier algorithm = pss
                ? new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS)
                : new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
        return new SubjectPublicKeyInfo(
                        algorithm, new org.bouncycastle.asn1.pkcs.RSAPublicKey(modulus, BigInteger.valueOf(exponent)))
                .getEncoded();
    }

    @Test
    void an_rsa_key_is_its_modulus() throws IOException {
        String print = KeyPrint.of(rsa(MODULUS, 65_537, false));
        assertThat(KeyPrint.of(rsa(MODULUS, 65_539, false))).isEqualTo(print);
        assertThat(KeyPrint.of(rsa(MODULUS, 65_537, true))).isEqualTo(print);
        assertThat(KeyPrint.of(rsa(MODULUS.add(BigInteger.TWO), 65_537, false))).isNotEqualTo(print);
    }

    @Test
    void a_key_on_a_curve_is_its_point() throws IOException {
        for (ASN1ObjectIdentifier curve :
                List.of(SECObjectIdentifiers.secp256r1, TeleTrusTObjectIdentifiers.brainpoolP384r1)) {
            ECPoint point = ECNamedCurveTable.getByOID(curve).getG();
            assertThat(KeyPrint.of(onCurve(curve, point.getEncoded(true))))
                    .isEqualTo(KeyPrint.of(onCurve(curve, point.getEncoded(false))))
                    .isNotEqualTo(KeyPrint.of(onCurve(curve, point.negate().getEncoded(true))));
        }
    }

    private static byte[] onCurve(ASN1ObjectIdentifier curve, byte[] point) throws IOException {
        return new SubjectPublicKeyInfo(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), point)
                .getEncoded();
    }

    /** So that what earlier versions stored is found. */
    @Test
    void the_print_of_the_usual_keys_is_their_fingerprint() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        RSAPublicKey key = (RSAPublicKey) generator.generateKeyPair().getPublic();
        assertThat(KeyPrint.of(key.getEncoded())).isEqualTo(Sha256.hex(key.getEncoded()));
        byte[] curve =
                KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic().getEncoded();
        assertThat(KeyPrint.of(curve)).isEqualTo(Sha256.hex(curve));
        assertThat(KeyPrint.of(new byte[] {1, 2})).isEqualTo(Sha256.hex(new byte[] {1, 2}));
    }
}
