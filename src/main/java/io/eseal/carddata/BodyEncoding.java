package io.eseal.carddata;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * Finds bodies whose bytes are not in the encoding in which they are read. Otherwise each letter that cannot be read
 * would become U+FFFD, and would be approved and ordered like that.
 */
final class BodyEncoding {

    private static final String SEND_UTF_8 = " Send it in UTF-8.";

    private BodyEncoding() {}

    /**
     * Checks the encoding. Bodies are read as UTF-8 (for JSON: RFC 8259, section 8.1), whatever charset is declared;
     * another declared charset is accepted when it reads the bytes in the same way.
     *
     * @param contentType the header, null when the call has none
     * @param utf16 whether UTF-16 is accepted as well
     * @return a sentence for people that names the encoding; empty when the body can be read
     */
    static Optional<String> problem(byte[] body, String contentType, boolean utf16) {
        if (isUtf16(body)) {
            return utf16
                    ? Optional.empty()
                    : Optional.of("The body is UTF-16 or UTF-32, and only UTF-8 is read here." + SEND_UTF_8);
        }
        Optional<String> declared = declared(contentType);
        // UTF-16 and EBCDIC read ASCII bytes as other letters.
        if (declared.isPresent() && !isUtf8(declared.get()) && !(isAscii(body) && readsAscii(declared.get(), body))) {
            return Optional.of("The body is declared as " + showable(declared.get()) + ", and only UTF-8 is read here."
                    + SEND_UTF_8);
        }
        return firstNotUtf8(body)
                .map(at -> "The body is not UTF-8, though " + said(contentType) + " Byte " + (at + 1) + " is 0x"
                        + "%02X".formatted(body[at]) + ", as in Windows-1252 or ISO-8859-1." + SEND_UTF_8);
    }

    private static String said(String contentType) {
        return declared(contentType).isPresent() ? "its Content-Type says so." : "without a charset it has to be.";
    }

    private static boolean isUtf16(byte[] body) {
        boolean mark = body.length > 1
                && (body[0] == (byte) 0xFF && body[1] == (byte) 0xFE
                        || body[0] == (byte) 0xFE && body[1] == (byte) 0xFF);
        for (int i = 0; i < body.length && !mark; i++) {
            mark = body[i] == 0;
        }
        return mark;
    }

    private static boolean isAscii(byte[] body) {
        for (byte each : body) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean readsAscii(String charset, byte[] body) {
        return new String(body, Charset.forName(charset)).equals(new String(body, StandardCharsets.US_ASCII));
    }

    private static Optional<Integer> firstNotUtf8(byte[] body) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(body);
        CharBuffer text = CharBuffer.allocate(body.length);
        CoderResult result = decoder.decode(bytes, text, true);
        return result.isError() ? Optional.of(bytes.position()) : Optional.empty();
    }

    private static Optional<String> declared(String contentType) {
        try {
            return Optional.ofNullable(contentType)
                    .map(MediaType::parseMediaType)
                    .map(type -> type.getParameter("charset"))
                    .map(name -> name.replace("\"", ""));
        } catch (InvalidMediaTypeException e) {
            return Optional.empty();
        }
    }

    private static boolean isUtf8(String name) {
        try {
            return Charset.forName(name).equals(StandardCharsets.UTF_8);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return false;
        }
    }

    private static String showable(String name) {
        return name.matches("[A-Za-z0-9._:-]{1,40}") ? name : "another encoding";
    }
}
