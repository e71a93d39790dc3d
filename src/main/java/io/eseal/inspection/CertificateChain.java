package io.eseal.inspection;

import io.eseal.keys.Der;
import io.eseal.keys.KeyPrint;
import io.eseal.keys.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The certificates of a PEM bundle, each once, in the order of the text. CertCentral does not promise an order. */
public record CertificateChain(List<X509Certificate> certificates) {

    // A chain has about four; the limit bounds the number of signatures to verify.
    private static final int MOST = 32;
    // RFC 5280, 4.2.1.3
    private static final int KEY_CERT_SIGN = 5;
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN CERTIFICATE-----");
    private static final Pattern END = Pattern.compile("-----END CERTIFICATE-----");
    private static final Pattern BLOCK = Pattern.compile(BEGIN + ".*?" + END, Pattern.DOTALL);
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    /**
     * Reads all PEM blocks of a text, also when no line break separates them. The keys in the certificates are not
     * read: {@link X509Certificate#getPublicKey} may fail.
     *
     * @throws CertificateException when the text holds no certificates, more than 32, or one that cannot be read
     */
    public static CertificateChain of(String pem) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        Set<X509Certificate> read = new LinkedHashSet<>();
        for (byte[] block : blocks(pem)) {
            read.add(certificate(factory, block));
        }
        return new CertificateChain(List.copyOf(read));
    }

    /** Reads the text as {@link #of} does; empty when it cannot be read. */
    public static Optional<CertificateChain> readable(String pem) {
        try {
            return Optional.of(of(pem));
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }

    private static List<byte[]> blocks(String pem) throws CertificateException {
        List<byte[]> blocks = new ArrayList<>();
        Matcher begin = BEGIN.matcher(pem);
        Matcher end = END.matcher(pem);
        int at = 0;
        while (begin.find(at)) {
            if (!end.find(begin.end())) {
                throw new CertificateException("a block has no end");
            }
            if (blocks.size() == MOST) {
                throw new CertificateException("there are more than " + MOST + " blocks");
            }
            blocks.add(decoded(pem.substring(begin.end(), end.start())));
            at = end.end();
        }
        if (blocks.isEmpty()) {
            throw new CertificateException("there is no block BEGIN CERTIFICATE");
        }
        return blocks;
    }

    /** Returns the text around the blocks. What is in them can look like a key, as a curve's parameters do. */
    static String aroundBlocks(String pem) {
        return BLOCK.matcher(pem).replaceAll("\n");
    }

    private static byte[] decoded(String base64) throws CertificateException {
        try {
            return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new CertificateException("a block is not base64", e);
        }
    }

    private static X509Certificate certificate(CertificateFactory factory, byte[] der) throws CertificateException {
        try {
            org.bouncycastle.asn1.x509.Certificate.getInstance(Der.parse(der));
            return parsed(factory, der);
        } catch (IOException | RuntimeException e) {
            // Parsers report broken certificates by unchecked exceptions, too.
            throw new CertificateException("a certificate is damaged or cut off", e);
        }
    }

    /** The platform refuses a certificate whose kind of key it does not know, such as one of a brainpool curve. */
    private static X509Certificate parsed(CertificateFactory factory, byte[] der) throws CertificateException {
        try {
            return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            X509Certificate lazy = (X509Certificate) CertificateFactory.getInstance("X.509", Signatures.BOUNCY_CASTLE)
                    .generateCertificate(new ByteArrayInputStream(der));
            readAll(lazy);
            return lazy;
        }
    }

    /** Reads what Bouncy Castle would read only when it is asked for, and then fail. */
    private static void readAll(X509Certificate lazy) throws CertificateException {
        Objects.requireNonNull(lazy.getNotBefore());
        Objects.requireNonNull(lazy.getNotAfter());
        Objects.requireNonNull(lazy.getSubjectX500Principal());
        Objects.requireNonNull(lazy.getIssuerX500Principal());
        Objects.requireNonNull(lazy.getSerialNumber());
        Stream.of(
                        lazy.getBasicConstraints(),
                        lazy.getKeyUsage(),
                        lazy.getExtendedKeyUsage(),
                        lazy.getSubjectAlternativeNames(),
                        lazy.getIssuerAlternativeNames(),
                        lazy.getCriticalExtensionOIDs(),
                        lazy.getNonCriticalExtensionOIDs())
                .forEach(read -> {});
    }

    /** Returns the certificates as PEM blocks of 64 characters a line, without any other text. */
    public String pem() {
        return certificates.stream().map(CertificateChain::pem).collect(Collectors.joining());
    }

    private static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n" + LINES.encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read", e);
        }
    }

    /** Returns the only certificate that is not a CA's; empty when there is none or more than one. */
    public Optional<X509Certificate> leaf() {
        List<X509Certificate> leaves = leaves();
        return leaves.size() == 1 ? Optional.of(leaves.get(0)) : Optional.empty();
    }

    /**
     * Returns the chain without certificates that are neither a CA's nor of the key, where exactly one is of the key;
     * else the same chain.
     */
    public CertificateChain of(PublicKey key) {
        String ordered = KeyPrint.of(key.getEncoded());
        List<X509Certificate> ofKey =
                leaves().stream().filter(leaf -> keyPrint(leaf).equals(ordered)).toList();
        return ofKey.size() != 1
                ? this
                : new CertificateChain(certificates.stream()
                        .filter(certificate -> !leaves().contains(certificate) || certificate.equals(ofKey.get(0)))
                        .toList());
    }

    /** Returns the certificates that are not a CA's. */
    List<X509Certificate> leaves() {
        return certificates.stream()
                .filter(certificate -> !isIssuer(certificate) && !isWrongIssuer(certificate))
                .toList();
    }

    /** Returns whether a CA that must not sign certificates issued one of the others; the rules of paths tell that. */
    private boolean isWrongIssuer(X509Certificate certificate) {
        return certificate.getBasicConstraints() >= 0
                && certificates.stream()
                        .anyMatch(other -> !other.equals(certificate)
                                && other.getIssuerX500Principal().equals(certificate.getSubjectX500Principal()));
    }

    /** Returns whether the certificate is a CA's, whose key may sign certificates, or a root of X.509 v1. */
    static boolean isIssuer(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        boolean signs = usage == null || usage.length > KEY_CERT_SIGN && usage[KEY_CERT_SIGN];
        return certificate.getBasicConstraints() >= 0 && signs || isOldRoot(certificate);
    }

    /**
     * Returns whether the certificate is a self-issued one of X.509 v1 or v2: such a root cannot declare that it is a
     * CA, because extensions came with v3.
     */
    private static boolean isOldRoot(X509Certificate certificate) {
        return certificate.getVersion() < 3
                && certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    /**
     * Returns what the certificate's key is recognised by when it comes again: also of a key that Java does not know.
     */
    public static String keyPrint(X509Certificate certificate) {
        try {
            return KeyPrint.of(
                    CertificateFields.of(certificate).orElseThrow().keyInfo().getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException("a certificate that was read", e);
        }
    }

    /** Returns SHA-256 of the certificate in lower-case hex. */
    public static String fingerprint(X509Certificate certificate) {
        try {
            return Sha256.hex(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read", e);
        }
    }

    /** Returns SHA-256 of the issuer's name and the serial number, which together name one certificate. */
    public static String issuerAndSerial(X509Certificate certificate) {
        return Sha256.hex(
                HexFormat.of().formatHex(certificate.getIssuerX500Principal().getEncoded()) + ":"
                        + certificate.getSerialNumber().toString(16));
    }

    /** Returns the certificate in the bundle whose key signed the given one. */
    public Optional<X509Certificate> issuerOf(X509Certificate certificate) {
        return certificates.stream()
                .filter(candidate -> !candidate.equals(certificate)
                        && candidate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                        && Signatures.signed(candidate, certificate))
                .findFirst();
    }
}
