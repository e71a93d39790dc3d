package io.eseal.certcentral;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Decodes the bytes of an answer of CertCentral to text. */
final class AnswerText {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private AnswerText() {}

    /**
     * Returns the text in the encoding that the answer declares, or in UTF-8 if the answer declares none (RFC 8259,
     * clause 8.1).
     *
     * @throws CharacterCodingException if the bytes are not valid in that encoding; also if they are valid UTF-8 too
     *     and would read differently there
     */
    static String of(byte[] bytes, Optional<Charset> declared) throws CharacterCodingException {
        Charset charset = declared.orElse(StandardCharsets.UTF_8);
        String text = decoded(bytes, charset);
        // Single-byte encodings accept every byte; bytes that are also valid UTF-8 were most likely declared wrongly.
        if (!charset.name().startsWith("UTF-")
                && isGoodUtf8(bytes)
                && !text.equals(decoded(bytes, StandardCharsets.UTF_8))) {
            throw new MalformedInputException(1);
        }
        return withoutMark(text);
    }

    /**
     * Returns the text of a PEM file without ever failing: decoded by its byte order mark, else in the declared
     * encoding, else in UTF-8.
     */
    static String ofPem(byte[] bytes, Optional<Charset> declared) {
        Charset charset = startsWith(bytes, 0xFE, 0xFF)
                ? StandardCharsets.UTF_16BE
                : startsWith(bytes, 0xFF, 0xFE) ? StandardCharsets.UTF_16LE : declared.orElse(StandardCharsets.UTF_8);
        return Texts.storable(withoutMark(new String(bytes, charset)));
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    private static String decoded(byte[] bytes, Charset charset) throws CharacterCodingException {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static boolean isGoodUtf8(byte[] bytes) {
        try {
            decoded(bytes, StandardCharsets.UTF_8);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String withoutMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
}
