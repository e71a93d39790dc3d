package io.eseal.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was appended to a PDF, by the grammar of ISO 32000-1, 7.5: objects, their table, and the end of the file,
 * as often as it was appended to, and nothing between or behind them. PDF parsers skip what they do not know; other
 * programs, and people, may take it for something.
 */
final class PdfIncrements {

    private static final int MOST = 20;
    private static final int DEEPEST = 40;

    private static final Pattern SPACE = Pattern.compile("[\\x00\\t\\n\\f\\r ]*");
    private static final Pattern OBJECT = token("(\\d{1,10})\\s+(\\d{1,5})\\s+obj");
    private static final Pattern END_OF_OBJECT = token("endobj");
    private static final Pattern TABLE = token("xref(?:\\s+\\d+\\s+\\d+(?:\\s+\\d{10}\\s\\d{5}\\s[nf])*)+");
    private static final Pattern TRAILER = token("trailer");
    private static final Pattern END = Pattern.compile("startxref\\s+(\\d{1,10})\\s+%%EOF(?=\\s|$)");
    /** What iText leaves before the end, with its version. */
    private static final Pattern PRODUCER = Pattern.compile("%iText-[\\w.+-]{1,60}[\\r\\n]");

    private static final Pattern ATOM =
            Pattern.compile("(?:\\d{1,10}\\s+\\d{1,5}\\s+R|[+-]?(?:\\d+\\.?\\d*|\\.\\d+)|true|false|null"
                    + "|/[^\\x00\\s()<>\\[\\]{}/%]*)(?=[\\x00\\s()<>\\[\\]/%]|$)|<[0-9A-Fa-f\\s]*>");
    private static final Pattern NAME = Pattern.compile("/[^\\x00\\s()<>\\[\\]{}/%]*");
    private static final Pattern STREAM = Pattern.compile("stream(?:\\r\\n|\\n)");
    private static final String END_OF_STREAM = "endstream";

    private final byte[] bytes;
    private final String text;
    private int at;

    private PdfIncrements(byte[] bytes, int from) {
        this.bytes = bytes;
        this.text = new String(bytes, StandardCharsets.ISO_8859_1);
        this.at = from;
    }

    private static Pattern token(String pattern) {
        return Pattern.compile(pattern + "(?=[\\x00\\s()<>\\[\\]/%]|$)");
    }

    /**
     * What was appended at once.
     *
     * @param end where it ends
     * @param table where it says that the table of its objects is
     */
    record Increment(List<Appended> objects, int table, int end) {}

    /** An object and where it is. */
    record Appended(long number, int generation, int offset) {}

    /**
     * Reads all increments.
     *
     * @param from where they begin
     * @throws IOException when there is anything else
     */
    static List<Increment> read(byte[] bytes, int from) throws IOException {
        return new PdfIncrements(bytes, from).increments();
    }

    private List<Increment> increments() throws IOException {
        List<Increment> increments = new ArrayList<>();
        List<Appended> objects = new ArrayList<>();
        while (!isAtEnd()) {
            int begin = at;
            Matcher object = next(OBJECT);
            if (object != null) {
                objects.add(new Appended(Long.parseLong(object.group(1)), Integer.parseInt(object.group(2)), begin));
                value(0);
                stream();
                need(next(END_OF_OBJECT) != null);
            } else if (next(TRAILER) != null) {
                value(0);
            } else if (next(TABLE) == null && next(PRODUCER) == null) {
                Matcher end = next(END);
                if (end == null || increments.size() == MOST) {
                    throw noIncrement();
                }
                increments.add(new Increment(List.copyOf(objects), Integer.parseInt(end.group(1)), at));
                objects.clear();
            }
        }
        need(objects.isEmpty());
        return increments;
    }

    private boolean isAtEnd() {
        next(SPACE);
        return at == text.length();
    }

    private @Nullable Matcher next(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        matcher.useTransparentBounds(true);
        if (!matcher.lookingAt()) {
            return null;
        }
        at = matcher.end();
        return matcher;
    }

    private static void need(boolean condition) throws IOException {
        if (!condition) {
            throw noIncrement();
        }
    }

    private static IOException noIncrement() {
        return new IOException("something was appended that is no increment");
    }

    private boolean begins(String with) {
        next(SPACE);
        boolean begins = text.startsWith(with, at);
        at += begins ? with.length() : 0;
        return begins;
    }

    private void value(int depth) throws IOException {
        need(depth < DEEPEST);
        if (begins("<<")) {
            while (!begins(">>")) {
                need(next(NAME) != null);
                value(depth + 1);
            }
        } else if (begins("[")) {
            while (!begins("]")) {
                value(depth + 1);
            }
        } else if (begins("(")) {
            string();
        } else {
            need(next(ATOM) != null);
        }
    }

    private void string() throws IOException {
        for (int open = 1; open > 0; at++) {
            need(at < text.length());
            switch (text.charAt(at)) {
                case '\\' -> at++;
                case '(' -> open++;
                case ')' -> open--;
                default -> {}
            }
        }
    }

    private void stream() throws IOException {
        next(SPACE);
        if (next(STREAM) != null) {
            int end = text.indexOf(END_OF_STREAM, at);
            need(end >= 0);
            need(!isPackedWithMore(at, end));
            at = end + END_OF_STREAM.length();
        }
        next(SPACE);
    }

    /** Returns whether something follows in a stream that was deflated. */
    private boolean isPackedWithMore(int from, int till) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes, from, till - from);
            byte[] chunk = new byte[64 * 1024];
            while (!inflater.finished() && !inflater.needsInput() && !inflater.needsDictionary()) {
                inflater.inflate(chunk);
            }
            return inflater.finished()
                    && !text.substring(till - inflater.getRemaining(), till).isBlank();
        } catch (DataFormatException e) {
            // Not packed.
            return false;
        } finally {
            inflater.end();
        }
    }
}
