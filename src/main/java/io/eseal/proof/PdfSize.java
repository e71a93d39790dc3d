package io.eseal.proof;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Looks at a PDF's bytes before a parser does, so that nothing in it grows large when it is unpacked: at most one
 * filter for each stream, and of one of two kinds, and all streams together within a limit.
 */
final class PdfSize {

    private static final int MOST_STREAMS = 500;
    private static final int LARGEST_UNPACKED = 32 * 1024 * 1024;
    private static final int CHUNK = 64 * 1024;

    // A name in which a letter of "Filter" or "Columns" is written by its number hides what follows.
    private static final Pattern HIDDEN =
            Pattern.compile("/(?=[^\\s/<>\\[\\]()]{0,40}#)(?:F|#46)(?:i|#69)(?:l|#6[Cc])(?:t|#74)(?:e|#65)(?:r|#72)");
    private static final Pattern FILTER =
            Pattern.compile("/Filter(?![A-Za-z])([^A-Za-z0-9]{0,40}[A-Za-z0-9.]{0,40}.{0,8})", Pattern.DOTALL);
    private static final Pattern PERMITTED = Pattern.compile(
            "\\s*(?:/(?:FlateDecode|DCTDecode)(?![A-Za-z0-9#]).*|\\[\\s*/(?:FlateDecode|DCTDecode)\\s*\\].*"
                    + "|/(?![A-Za-z0-9.]*Decode)(?!LZW|Fl|RL|A85|AHx|CCF|Crypt|JBIG2|JPX)[A-Za-z0-9.]+.*)",
            Pattern.DOTALL);
    private static final Pattern LARGE_NUMBER =
            Pattern.compile("/(?:Columns|Colors|BitsPerComponent|Predictor)\\s*(?:\\d{5,}|\\d+\\s+\\d+\\s+R)");
    private static final Pattern STREAM = Pattern.compile("(?<!end)stream");

    private long left = LARGEST_UNPACKED;

    private PdfSize() {}

    /**
     * Looks at the bytes.
     *
     * @throws ProofRefusedException when a parser must not be given them
     */
    static void check(byte[] pdf) throws ProofRefusedException {
        new PdfSize().look(pdf);
    }

    private void look(byte[] pdf) throws ProofRefusedException {
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        lookAtNames(text);
        int streams = 0;
        Matcher stream = STREAM.matcher(text);
        while (stream.find()) {
            if (++streams > MOST_STREAMS) {
                throw tooMuch();
            }
            unpack(pdf, begin(pdf, stream.end()));
        }
    }

    private static void lookAtNames(String text) throws ProofRefusedException {
        Matcher filter = FILTER.matcher(text);
        while (filter.find()) {
            if (!PERMITTED.matcher(filter.group(1)).matches()) {
                throw packed();
            }
        }
        if (HIDDEN.matcher(text).find() || LARGE_NUMBER.matcher(text).find()) {
            throw packed();
        }
    }

    private static int begin(byte[] pdf, int from) {
        int at = from;
        while (at < pdf.length && pdf[at] == ' ') {
            at++;
        }
        if (at < pdf.length && pdf[at] == '\r') {
            at++;
        }
        return at < pdf.length && pdf[at] == '\n' ? at + 1 : at;
    }

    /** Unpacks what may be packed, as a PDF parser does: whatever the two bytes of zlib's header say. */
    private void unpack(byte[] pdf, int from) throws ProofRefusedException {
        if (from + 2 >= pdf.length) {
            return;
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(pdf, from + 2, pdf.length - from - 2);
            byte[] chunk = new byte[CHUNK];
            // The end of the last chunk, so that no name is cut in two.
            String end = "";
            while (!inflater.finished() && !inflater.needsInput() && !inflater.needsDictionary()) {
                int count = inflater.inflate(chunk);
                left -= count;
                if (left < 0) {
                    throw tooMuch();
                }
                String text = end + new String(chunk, 0, count, StandardCharsets.ISO_8859_1);
                lookAtNames(text);
                end = text.substring(Math.max(0, text.length() - 100));
            }
        } catch (DataFormatException e) {
            // Not packed, or broken from here on: a parser gets no further either.
            return;
        } finally {
            inflater.end();
        }
    }

    private static ProofRefusedException tooMuch() {
        return new ProofRefusedException("size", "The PDF is far larger unpacked than the document that was given.");
    }

    private static ProofRefusedException packed() {
        return new ProofRefusedException(
                "format",
                "The PDF packs its parts in a way that is not taken here; seal the document as it was given.");
    }
}
