package io.eseal.request;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Key pairs and their CSRs for the tests; each kind is generated once. */
public final class Keys {

    private static final Map<String, KeyPair> PAIRS = new ConcurrentHashMap<>();

    private Keys() {}

    public static KeyPair rsa(int bits) {
        return rsa(bits, RSAKeyGenParameterSpec.F4);
    }

    static KeyPair rsa(int bits, BigInteger exponent) {
        return PAIRS.computeIfAbsent(
                bits + "/" + exponent, key -> generate("RSA", new RSAKeyGenParameterSpec(bits, exponent)));
    }

    public static KeyPair ec() {
        return PAIRS.computeIfAbsent("EC", key -> generate("EC", new ECGenParameterSpec("secp256r1")));
    }

    public static String csr(KeyPair keys) {
        return csr(keys, keys.getPrivate().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
    }

    static String csr(KeyPair keys, String algorithm) {
        return pem("CERTIFICATE REQUEST", der(keys, algorithm));
    }

    static byte[] der(KeyPair keys, String algorithm) {
        try {
            PKCS10CertificationRequest request = new JcaPKCS10CertificationRequestBuilder(
                            new X500Name("CN=Example NV"), keys.getPublic())
                    .build(new JcaContentSignerBuilder(algorithm)
                            .setProvider(new org.bouncycastle.jce.provider.BouncyCastleProvider())
                            .build(keys.getPrivate()));
            return request.getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    /** A CSR with the structure of a real one and the bits of none: ten thousand of them take a second. */
    public static String csrOfRandomBits(Random random) {
        byte[] signature = new byte[256];
        random.nextBytes(signature);
        try {
            var key = new SubjectPublicKeyInfo(
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                    new RSAPublicKey(new BigInteger(2048, random).setBit(2047).setBit(0), RSAKeyGenParameterSpec.F4));
            var info = new CertificationRequestInfo(
                    new X500Name("CN=Example " + random.nextInt() + ",O=Example NV,C=BE"), key, new DERSet());
            return pem(
                    "CERTIFICATE REQUEST",
                    new CertificationRequest(
                                    info,
                                    new AlgorithmIdentifier(
                                            PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE),
                                    new DERBitString(signature))
                            .getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyPair generate(String algorithm, AlgorithmParameterSpec spec) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(spec);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
