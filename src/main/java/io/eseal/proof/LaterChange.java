package io.eseal.proof;

import io.eseal.proof.PdfIncrements.Increment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/**
 * Compares a PDF with what it was when it was sealed. Programs append validation data and time-stamps to a sealed PDF
 * (ETSI EN 319 142-1, 5.4 and 5.5); anything else that came later is a change.
 */
final class LaterChange {

    /** Validation data and the extension that declares them, which are looked at before, and the form. */
    private static final Set<String> MAY_GROW = Set.of("DSS", "Extensions", "AcroForm");
    /** What the program writes about itself when it appends. */
    private static final Set<String> WRITER = Set.of("ModDate", "Producer");
    /** What iText appends to the name of the program that made the document. */
    private static final Pattern MODIFIER =
            Pattern.compile("(?:(?:; modified using )?(?:iText|OpenPDF)[A-Za-z0-9 .,()\u00a9\u00ae-]{0,100})?");

    private static final Set<String> TRAILER =
            Set.of("Root", "Info", "ID", "Size", "Prev", "Type", "Index", "W", "Length", "Filter", "DecodeParms");
    private static final Set<String> TIME_STAMP =
            Set.of("Type", "Filter", "SubFilter", "Contents", "ByteRange", "M", "V", "Prop_Build");
    private static final Set<String> FIELD = Set.of("Type", "Subtype", "FT", "T", "V", "F", "Ff", "Rect", "P", "AP");

    private final PdfObjects objects = new PdfObjects();
    private final COSDictionary before;
    private final COSDictionary after;
    private final TimeStamps timeStamps;

    private LaterChange(COSDictionary before, COSDictionary after, TimeStamps timeStamps) {
        this.before = before;
        this.after = after;
        this.timeStamps = timeStamps;
    }

    /**
     * Returns what changed, as the end of a sentence that begins with "the PDF"; empty when nothing did.
     *
     * @param sealed the bytes up to the end of what the seal covers
     * @param later all bytes
     * @param timeStamps the good ones in it
     * @throws IOException when one of both cannot be read
     */
    static Optional<String> between(byte[] sealed, byte[] later, TimeStamps timeStamps) throws IOException {
        List<Increment> increments;
        try {
            increments = PdfIncrements.read(later, sealed.length);
        } catch (IOException e) {
            return Optional.of("has something behind its end, or between the parts that were appended");
        }
        int begin = sealed.length;
        try (PDDocument before = Loader.loadPDF(sealed)) {
            // What one increment brings, the next may hide.
            for (Increment increment : increments) {
                byte[] then = Arrays.copyOf(later, increment.end());
                try (PDDocument after = Loader.loadPDF(then)) {
                    boolean same = usesAll(after, increment, begin)
                            && new LaterChange(catalog(before), catalog(after), timeStamps).isNothing(before, after);
                    if (!same) {
                        return Optional.of("shows or says something else");
                    }
                }
                begin = increment.end();
            }
        }
        return Optional.empty();
    }

    /** Returns whether all that was appended is a part of the document. */
    private static boolean usesAll(PDDocument document, Increment increment, int begin) {
        COSDocument objects = document.getDocument();
        Map<COSObjectKey, Long> table = objects.getXrefTable();
        Set<COSObjectKey> used = new HashSet<>();
        COSDictionary trailer = objects.getTrailer();
        use(trailer, used, Collections.newSetFromMap(new IdentityHashMap<>()));
        Set<COSObjectKey> containers = new HashSet<>();
        for (Map.Entry<COSObjectKey, Long> entry : table.entrySet()) {
            long place = entry.getValue();
            COSObjectKey container = new COSObjectKey(Math.abs(place), 0);
            boolean appended = place >= begin || place < 0 && table.getOrDefault(container, 0L) >= begin;
            if (place < 0 && used.contains(entry.getKey())) {
                containers.add(container);
            }
            if (appended && place < 0 && !used.contains(entry.getKey())) {
                return false;
            }
        }
        return trailer.keySet().stream().allMatch(name -> TRAILER.contains(name.getName()))
                && increment.objects().stream().allMatch(object -> {
                    COSObjectKey key = new COSObjectKey(object.number(), object.generation());
                    return object.offset() == increment.table()
                            || table.getOrDefault(key, 0L) == object.offset()
                                    && (used.contains(key) || containers.contains(key));
                });
    }

    private static void use(@Nullable COSBase base, Set<COSObjectKey> used, Set<COSBase> seen) {
        if (base instanceof COSObject object) {
            used.add(object.getKey());
            use(object.getObject(), used, seen);
        } else if (base instanceof COSDictionary dictionary && seen.add(dictionary)) {
            dictionary.keySet().forEach(name -> use(dictionary.getItem(name), used, seen));
        } else if (base instanceof COSArray array && seen.add(array)) {
            for (int i = 0; i < array.size(); i++) {
                use(array.get(i), used, seen);
            }
        }
    }

    private boolean isNothing(PDDocument sealed, PDDocument later) throws IOException {
        COSDictionary page = sealed.getPage(0).getCOSObject();
        COSDictionary laterPage = later.getPage(0).getCOSObject();
        // The parts that time-stamps add to are compared below, without those.
        objects.areSame(page, laterPage);
        return sameInfo(sealed, later)
                && objects.sameWithout(MAY_GROW, before, after)
                && objects.sameWithout(Set.of("Annots", "Parent"), page, laterPage)
                && sameForm(form(before), form(after))
                && same(list(page, COSName.ANNOTS), list(laterPage, COSName.ANNOTS));
    }

    private boolean sameInfo(PDDocument sealed, PDDocument later) throws IOException {
        COSDictionary old = info(sealed);
        COSDictionary now = info(later);
        String producer = old.getString(COSName.PRODUCER, "");
        String appended = now.getString(COSName.PRODUCER, "");
        return objects.sameWithout(WRITER, old, now)
                && ValidationData.isDateOrNone(now.getDictionaryObject(COSName.MOD_DATE))
                && appended.startsWith(producer)
                && MODIFIER.matcher(appended.substring(producer.length())).matches();
    }

    private boolean sameForm(COSDictionary sealed, COSDictionary later) throws IOException {
        return objects.sameWithout(Set.of("Fields"), sealed, later)
                && same(list(sealed, COSName.FIELDS), list(later, COSName.FIELDS));
    }

    private boolean same(List<COSBase> sealed, List<COSBase> later) throws IOException {
        List<COSBase> kept = later.stream().filter(field -> !isTimeStamp(field)).toList();
        List<COSBase> old = sealed.stream().filter(field -> !isTimeStamp(field)).toList();
        if (kept.size() != old.size()) {
            return false;
        }
        for (int i = 0; i < old.size(); i++) {
            if (!objects.same(old.get(i), kept.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the field is a good time-stamp that shows nothing and does nothing. */
    private boolean isTimeStamp(COSBase base) {
        return base instanceof COSDictionary field
                && field.getDictionaryObject(COSName.V) instanceof COSDictionary value
                && timeStamps.contains(value)
                && has(value, TIME_STAMP)
                && ValidationData.isDateOrNone(value.getDictionaryObject(COSName.M))
                && has(field, FIELD)
                && showsNothing(field.getCOSArray(COSName.RECT))
                && showsNothing(field.getCOSDictionary(COSName.AP));
    }

    private static boolean has(COSDictionary dictionary, Set<String> names) {
        return dictionary.keySet().stream().allMatch(name -> names.contains(name.getName()));
    }

    /** Programs give an invisible field an empty look. */
    private static boolean showsNothing(@Nullable COSDictionary looks) {
        if (looks == null) {
            return true;
        }
        return has(looks, Set.of("N"))
                && looks.getDictionaryObject(COSName.N) instanceof COSStream look
                && isBlank(look);
    }

    private static boolean isBlank(COSStream look) {
        try {
            return new String(PdfObjects.decoded(look), StandardCharsets.ISO_8859_1).isBlank();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean showsNothing(@Nullable COSArray rectangle) {
        if (rectangle == null) {
            return true;
        }
        float[] corners = rectangle.toFloatArray();
        return corners.length == 4 && (corners[0] == corners[2] || corners[1] == corners[3]);
    }

    private static COSDictionary catalog(PDDocument document) {
        return document.getDocumentCatalog().getCOSObject();
    }

    private static COSDictionary info(PDDocument document) {
        return orEmpty(document.getDocument().getTrailer().getCOSDictionary(COSName.INFO));
    }

    private static COSDictionary form(COSDictionary catalog) {
        return orEmpty(catalog.getCOSDictionary(COSName.ACRO_FORM));
    }

    private static COSDictionary orEmpty(@Nullable COSDictionary dictionary) {
        return dictionary == null ? new COSDictionary() : dictionary;
    }

    private static List<COSBase> list(COSDictionary dictionary, COSName name) {
        COSArray array = dictionary.getCOSArray(name);
        return array == null
                ? List.of()
                : IntStream.range(0, array.size()).mapToObj(array::getObject).toList();
    }
}
