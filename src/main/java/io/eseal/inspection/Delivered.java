package io.eseal.inspection;

import io.eseal.screening.PrivateKeys;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Certificates that came by a download, or with a seal that was made with a token.
 *
 * @param chain the certificates; empty when they cannot be read
 * @param problem why they cannot be read, as the end of a sentence; empty when they can
 * @param privateKey whether a private key came with them
 * @param beside what else came that programs may read, as the object of a sentence; empty when nothing did
 */
public record Delivered(
        Optional<CertificateChain> chain, Optional<String> problem, boolean privateKey, Optional<String> beside) {

    private static final String LEFT_OUT = "(a private key was here)";
    private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN [A-Z0-9 ]*PRIVATE KEY");
    private static final Pattern WHOLE_PRIVATE_KEY = Pattern.compile(
            "-----BEGIN [A-Z0-9 ]*PRIVATE KEY.*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|\\z)", Pattern.DOTALL);

    /** Programs are generous with dashes and letters. */
    private static final Pattern OTHER_BLOCK =
            Pattern.compile("-{2,}\\s*BEGIN\\b\\s*([^\\n\\r-]{0,60})", Pattern.CASE_INSENSITIVE);

    /** U+FFFD stands for what could not be decoded. */
    private static final Pattern NO_TEXT = Pattern.compile("[\\x{FFFD}\\p{Cntrl}&&[^\\t\\r\\n]]");

    private static final Pattern ENCODED = Pattern.compile("(?:[A-Za-z0-9+/]{48,}={0,2}\\s+){3}|[A-Za-z0-9+/]{200}");

    /** Returns that nothing came: the token alone holds the certificate, and nobody has seen it. */
    public static Delivered nothing() {
        return new Delivered(Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    /**
     * Returns the text without the private keys in it; of a text with a key in another form than PEM nothing is left.
     */
    public static String withoutPrivateKeys(String text) {
        String rest = WHOLE_PRIVATE_KEY.matcher(text).replaceAll(LEFT_OUT);
        return PrivateKeys.contains(rest) ? LEFT_OUT : rest;
    }

    /** Returns the same, with a private key that was left out when it was stored. */
    public Delivered withPrivateKey() {
        return new Delivered(chain, problem, true, beside);
    }

    /** Returns whether nothing came at all. */
    boolean isNothing() {
        return chain.isEmpty() && problem.isEmpty();
    }

    /**
     * Reads a download: PEM blocks in any order, with any text around them, with or without line breaks between them.
     * Never throws.
     */
    public static Delivered download(String text) {
        try {
            CertificateChain chain = CertificateChain.of(text);
            String around = CertificateChain.aroundBlocks(text);
            boolean key = holdsPrivateKey(around);
            return new Delivered(Optional.of(chain), Optional.empty(), key, key ? Optional.empty() : beside(around));
        } catch (CertificateException e) {
            return new Delivered(
                    Optional.empty(), Optional.ofNullable(e.getMessage()), holdsPrivateKey(text), Optional.empty());
        }
    }

    private static Optional<String> beside(String around) {
        Matcher block = OTHER_BLOCK.matcher(around);
        if (block.find()) {
            return Optional.of("a block " + Quoted.text(block.group(1).strip()));
        }
        if (NO_TEXT.matcher(around).find()) {
            return Optional.of("bytes that are no text");
        }
        return ENCODED.matcher(around).find() ? Optional.of("encoded content without a name") : Optional.empty();
    }

    private static boolean holdsPrivateKey(String text) {
        return PRIVATE_KEY.matcher(text).find() || PrivateKeys.contains(text);
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
}
