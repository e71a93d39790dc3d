package io.eseal.request;

import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The only PEM block of a text, with line breaks, escaped line breaks or none (RFC 7468, lax reading). Text around the
 * block is ignored, such as a byte order mark, "Bag Attributes", or the output of {@code openssl req -text}.
 */
record Pem(String label, byte[] der) {

    private static final Set<String> LABELS =
            Set.of("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST", "PUBLIC KEY", "RSA PUBLIC KEY");
    private static final Pattern BOUNDARY = Pattern.compile("-----(BEGIN|END) ([A-Z0-9 ]{1,40})-----");

    /**
     * Reads the block and decodes its base64.
     *
     * @throws CsrRejected when there is no such block, more than one, or one of another kind, such as a private key
     */
    static Pem parse(String text) throws CsrRejected {
        // UTF-16 that was decoded as single bytes has a NUL beside each letter.
        String plain = text.replace("\u0000", "").replace("\\r", "\n").replace("\\n", "\n");
        if (plain.contains("PRIVATE KEY-----")) {
            throw new CsrRejected(
                    "This is a private key. It must never leave your hands: treat it as disclosed, make a new key pair "
                            + "and send only its CSR.");
        }
        List<MatchResult> boundaries = BOUNDARY.matcher(plain).results().toList();
        if (boundaries.isEmpty()) {
            throw new CsrRejected(
                    "The CSR must be in PEM format, from -----BEGIN CERTIFICATE REQUEST----- to -----END CERTIFICATE REQUEST-----.");
        }
        if (boundaries.size() > 2) {
            throw new CsrRejected("Exactly one PEM block is expected, one CSR or one public key.");
        }
        String label = boundaries.get(0).group(2);
        if (!LABELS.contains(label)) {
            throw new CsrRejected(
                    "A PEM block of the kind CERTIFICATE REQUEST or PUBLIC KEY is expected, this one is of another kind.");
        }
        if (boundaries.size() != 2
                || !isBoundary(boundaries.get(0), "BEGIN", label)
                || !isBoundary(boundaries.get(1), "END", label)) {
            throw new CsrRejected(
                    "The PEM block must start with its BEGIN line and end with the END line of the same kind.");
        }
        return new Pem(
                label,
                decode(plain.substring(
                        boundaries.get(0).end(), boundaries.get(1).start())));
    }

    private static boolean isBoundary(MatchResult line, String kind, String label) {
        return line.group(1).equals(kind) && line.group(2).equals(label);
    }

    private static byte[] decode(String body) throws CsrRejected {
        try {
            return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new CsrRejected(
                    "The text between the BEGIN and END lines is not valid base64: copy the whole block again.");
        }
    }

    boolean isBareKey() {
        return label.endsWith("PUBLIC KEY");
    }

    /** Returns header, base64 and footer without line breaks, as the vendor's page asks for. */
    String oneLine() {
        return "-----BEGIN " + label + "-----" + Base64.getEncoder().encodeToString(der) + "-----END " + label
                + "-----";
    }
}
