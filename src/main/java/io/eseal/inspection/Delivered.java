package io.eseal.inspection;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What came: the certificates of a download, or of a seal that was made with a token.
 *
 * @param chain the certificates; empty when they cannot be read
 * @param problem why they cannot be read, as the end of a sentence; empty when they can
 * @param privateKey whether a private key came with them
 */
public record Delivered(Optional<CertificateChain> chain, Optional<String> problem, boolean privateKey) {

    private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN [A-Z0-9 ]*PRIVATE KEY");
    private static final Pattern WHOLE_PRIVATE_KEY = Pattern.compile(
            "-----BEGIN [A-Z0-9 ]*PRIVATE KEY.*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|\\z)", Pattern.DOTALL);

    /**
     * Reads a download: PEM blocks in any order, with any text around them, with or without line breaks between them,
     * in any encoding that contains ASCII, or in UTF-16 with its byte order mark. Never throws.
     */
    public static Delivered download(byte[] download) {
        return download(new String(download, encoding(download)));
    }

    /** Returns that nothing came: the token alone holds the certificate, and nobody has seen it. */
    public static Delivered nothing() {
        return new Delivered(Optional.empty(), Optional.empty(), false);
    }

    /** Returns the text without the private keys in it. */
    public static String withoutPrivateKeys(String text) {
        return WHOLE_PRIVATE_KEY.matcher(text).replaceAll("(a private key was here)");
    }

    /** Returns the same, with a private key that was left out when it was stored. */
    public Delivered withPrivateKey() {
        return new Delivered(chain, problem, true);
    }

    /** Returns whether nothing came at all. */
    boolean isNothing() {
        return chain.isEmpty() && problem.isEmpty();
    }

    /** Reads a download as {@link #download(byte[])} does. */
    public static Delivered download(String text) {
        boolean privateKey = PRIVATE_KEY.matcher(text).find();
        try {
            return new Delivered(Optional.of(CertificateChain.of(text)), Optional.empty(), privateKey);
        } catch (CertificateException e) {
            return new Delivered(Optional.empty(), Optional.ofNullable(e.getMessage()), privateKey);
        }
    }

    /**
     * Takes the certificates of a seal.
     *
     * @param signer the certificate whose key made the seal
     * @param others the other certificates in it
     */
    public static Delivered inSeal(X509Certificate signer, List<X509Certificate> others) {
        return download(new CertificateChain(
                        Stream.concat(Stream.of(signer), others.stream().filter(CertificateChain::isIssuer))
                                .toList())
                .pem());
    }

    /** Returns the only certificate that is not a CA's; empty when there is none or more than one. */
    public Optional<X509Certificate> leaf() {
        return chain.flatMap(CertificateChain::leaf);
    }

    /** Returns the other certificates. */
    public List<X509Certificate> others() {
        return chain.map(CertificateChain::certificates).orElse(List.of()).stream()
                .filter(certificate -> leaf().filter(certificate::equals).isEmpty())
                .toList();
    }

    private static Charset encoding(byte[] download) {
        boolean utf16 = download.length > 1
                && (download[0] == (byte) 0xFE && download[1] == (byte) 0xFF
                        || download[0] == (byte) 0xFF && download[1] == (byte) 0xFE);
        return utf16 ? StandardCharsets.UTF_16 : StandardCharsets.ISO_8859_1;
    }
}
