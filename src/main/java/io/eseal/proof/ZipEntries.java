package io.eseal.proof;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Reads a ZIP archive that all programs read alike. Some go by the directory at its end and others by the headers
 * before its entries (PKWARE's APPNOTE, 4.3); here both have to say the same, and the entries, the directory and its
 * end have to follow one another without anything between, before or after them. What is taken is what the programs
 * write that make containers: entries stored or deflated, neither encrypted nor in the form for archives above 4 GiB.
 */
final class ZipEntries {

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int DESCRIPTOR = 0x08074b50;
    private static final int LOCAL_SIZE = 30;
    private static final int CENTRAL_SIZE = 46;
    private static final int END_SIZE = 22;
    private static final int DESCRIPTOR_SIZE = 12;

    private static final int WITH_DESCRIPTOR = 1 << 3;
    private static final int UTF_8 = 1 << 11;
    /** Flags that change nothing here: the effort of deflating, sizes behind the data, names in UTF-8. */
    private static final int KNOWN_FLAGS = 0b110 | WITH_DESCRIPTOR | UTF_8;

    private static final int UNIX = 3;
    private static final int FILE_TYPE = 0170000;
    private static final Set<Integer> FILE_OR_FOLDER = Set.of(0, 0100000, 0040000);

    /** Times, owners, and the mark of Java's archives; others rename an entry or change how it is read. */
    private static final Set<Integer> HARMLESS_FIELDS = Set.of(0x000a, 0x5455, 0x5855, 0x7855, 0x7875, 0xcafe);

    /** What EN 319 162-1 (annex A.1) and the libraries of DigiDoc write. */
    private static final Pattern COMMENT = Pattern.compile(
            "(?:mimetype=)?application/vnd\\.etsi\\.asic-e\\+zip|LIB (?:DigiDoc4j|libdigidocpp)/[ -~]{1,300}|");

    private static final Pattern NAME =
            Pattern.compile("(?!/)(?!.*//)(?!.*(?:^|/)\\.\\.?(?:/|$))[^\\\\:\\p{Cc}\\p{Cf}]{1,200}");

    private final ByteBuffer zip;
    private final List<Header> headers = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private ZipEntries(byte[] bytes) {
        this.zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** An entry, unpacked. */
    record Entry(String name, byte[] content) {}

    /** What the directory says of an entry. */
    private record Header(String name, int flags, int method, int crc, int packed, int size, int offset) {}

    /**
     * Reads all entries.
     *
     * @param most how many there may be
     * @param largest how many bytes they may have together, unpacked
     * @throws IOException when it is no archive, or a damaged one
     * @throws ProofRefusedException when there is more, or another program could read something else
     */
    static List<Entry> read(byte[] bytes, int most, int largest) throws IOException, ProofRefusedException {
        ZipEntries entries = new ZipEntries(bytes);
        try {
            Optional<String> objection = entries.objection(most);
            if (objection.isPresent()) {
                throw ambiguous(objection.get());
            }
            return entries.unpacked(bytes, largest);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException(e);
        }
    }

    private static ProofRefusedException ambiguous(String why) {
        return new ProofRefusedException(
                "format",
                "The container is not read alike by all programs: " + why
                        + ". Send it as the program that sealed it wrote it.");
    }

    private static ProofRefusedException tooMuch() {
        return new ProofRefusedException("size", "The container holds far more than the document and its seal.");
    }

    /** Looks at the directory and at what stands before each entry; empty when both agree and nothing else is there. */
    private Optional<String> objection(int most) throws IOException, ProofRefusedException {
        int end = last(END);
        if (last(LOCAL) < 0) {
            throw new IOException("no archive");
        }
        if (end < 0 || zip.getInt(0) != LOCAL) {
            return Optional.of("something stands before its first entry, or it has no directory");
        }
        int count = unsigned(end + 10);
        int directory = zip.getInt(end + 16);
        boolean agrees = zip.getInt(end + 4) == 0
                && unsigned(end + 8) == count
                && directory > 0
                && (long) directory + zip.getInt(end + 12) == end;
        if (!agrees || end + END_SIZE + unsigned(end + 20) != zip.capacity()) {
            return Optional.of("something stands behind it, or its directory is elsewhere than it says");
        }
        if (count > most) {
            throw tooMuch();
        }
        int at = directory;
        for (int i = 0; i < count && at < end; i++) {
            Optional<String> objection = entry(at);
            if (objection.isPresent()) {
                return objection;
            }
            at += CENTRAL_SIZE + unsigned(at + 28) + unsigned(at + 30) + unsigned(at + 32);
        }
        if (at != end || headers.size() != count) {
            return Optional.of("its directory does not name the entries that it counts");
        }
        return isComment(end + END_SIZE, unsigned(end + 20)) ? locals(directory) : Optional.of("it has a comment");
    }

    private int last(int signature) {
        int at = zip.capacity() - Integer.BYTES;
        while (at >= 0 && zip.getInt(at) != signature) {
            at--;
        }
        return at;
    }

    private Optional<String> entry(int at) {
        int flags = unsigned(at + 8);
        int method = unsigned(at + 10);
        int extra = at + CENTRAL_SIZE + unsigned(at + 28);
        int comment = extra + unsigned(at + 30);
        boolean usual = zip.getInt(at) == CENTRAL
                && (flags & ~KNOWN_FLAGS) == 0
                && (method == ZipEntry.STORED || method == ZipEntry.DEFLATED)
                && zip.getInt(at + 20) >= 0
                && zip.getInt(at + 24) >= 0
                && zip.getInt(at + 42) >= 0
                && unsigned(at + 34) == 0
                && (unsigned(at + 4) >>> Byte.SIZE != UNIX
                        || FILE_OR_FOLDER.contains(zip.getInt(at + 38) >>> Short.SIZE & FILE_TYPE));
        if (!usual || !isHarmless(extra, comment)) {
            return Optional.of("an entry is encrypted, linked or packed in an unusual way");
        }
        Optional<String> name = name(at + CENTRAL_SIZE, unsigned(at + 28), flags);
        if (name.isEmpty() || !isComment(comment, unsigned(at + 32))) {
            return Optional.of("an entry has an unusual name or a comment");
        }
        headers.add(new Header(
                name.get(),
                flags,
                method,
                zip.getInt(at + 16),
                zip.getInt(at + 20),
                zip.getInt(at + 24),
                zip.getInt(at + 42)));
        return names.add(folded(name.get()))
                ? Optional.empty()
                : Optional.of("two of its entries have the same name, at least on some machines");
    }

    /** Returns what is the same for file systems that do not tell apart all names. */
    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[./ ]+$", "");
    }

    private Optional<String> name(int at, int length, int flags) {
        byte[] bytes = bytes(at, length);
        try {
            CharBuffer name = ((flags & UTF_8) == 0 ? StandardCharsets.US_ASCII : StandardCharsets.UTF_8)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes));
            return Optional.of(name.toString()).filter(NAME.asMatchPredicate());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private boolean isComment(int at, int length) {
        return COMMENT.matcher(new String(bytes(at, length), StandardCharsets.ISO_8859_1))
                .matches();
    }

    private boolean isHarmless(int from, int till) {
        int at = from;
        while (at + 4 <= till) {
            if (!HARMLESS_FIELDS.contains(unsigned(at))) {
                return false;
            }
            at += 4 + unsigned(at + 2);
        }
        return at == till;
    }

    /** Compares what stands before and behind the data of each entry with the directory. */
    private Optional<String> locals(int directory) {
        headers.sort(Comparator.comparingInt(Header::offset));
        int at = 0;
        for (Header header : headers) {
            if (at + LOCAL_SIZE > directory || header.offset() != at || !isSame(header, at)) {
                return Optional.of("its directory says something else than its entries");
            }
            int extra = at + LOCAL_SIZE + unsigned(at + 26);
            int data = extra + unsigned(at + 28);
            if (data > directory - header.packed() || !isHarmless(extra, data)) {
                return Optional.of("an entry is larger than its place, or has unusual fields");
            }
            at = data + header.packed();
            if ((header.flags() & WITH_DESCRIPTOR) != 0) {
                int descriptor = zip.getInt(at) == DESCRIPTOR ? at + Integer.BYTES : at;
                if (!areSizes(header, descriptor, false)) {
                    return Optional.of("its directory says something else than its entries");
                }
                at = descriptor + DESCRIPTOR_SIZE;
            }
        }
        return at == directory
                ? Optional.empty()
                : Optional.of("something stands between its entries and its directory");
    }

    private boolean isSame(Header header, int at) {
        return zip.getInt(at) == LOCAL
                && unsigned(at + 6) == header.flags()
                && unsigned(at + 8) == header.method()
                && areSizes(header, at + 14, (header.flags() & WITH_DESCRIPTOR) != 0)
                && name(at + LOCAL_SIZE, unsigned(at + 26), header.flags())
                        .filter(header.name()::equals)
                        .isPresent();
    }

    /** Where they follow the data, each may be zero before it; Info-ZIP writes the size that it knows already. */
    private boolean areSizes(Header header, int at, boolean orZero) {
        return isValue(header.crc(), at, orZero)
                && isValue(header.packed(), at + 4, orZero)
                && isValue(header.size(), at + 8, orZero);
    }

    private boolean isValue(int value, int at, boolean orZero) {
        return zip.getInt(at) == value || orZero && zip.getInt(at) == 0;
    }

    /** Unpacks by the headers before the entries, and compares with the directory. */
    private List<Entry> unpacked(byte[] bytes, int largest) throws IOException, ProofRefusedException {
        List<Entry> entries = new ArrayList<>();
        int left = largest;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (Header header : headers) {
                ZipEntry entry = in.getNextEntry();
                byte[] content = in.readNBytes(left + 1);
                left -= content.length;
                if (left < 0) {
                    throw tooMuch();
                }
                CRC32 crc = new CRC32();
                crc.update(content);
                if (entry == null
                        || !entry.getName().equals(header.name())
                        || content.length != header.size()
                        || (int) crc.getValue() != header.crc()) {
                    throw ambiguous("its directory says something else than its entries");
                }
                entries.add(new Entry(header.name(), content));
            }
            if (in.getNextEntry() != null) {
                throw ambiguous("its directory does not name all entries");
            }
        }
        return entries;
    }

    private byte[] bytes(int at, int length) {
        byte[] bytes = new byte[length];
        zip.get(at, bytes);
        return bytes;
    }

    private int unsigned(int at) {
        return Short.toUnsignedInt(zip.getShort(at));
    }
}
