package io.eseal.proof;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/**
 * Compares a PDF with what it was when it was sealed. Programs append validation data and time-stamps to a sealed PDF
 * (ETSI EN 319 142-1, 5.4 and 5.5); anything else that came later is a change.
 */
final class LaterChange {

    /** Validation data, the extension that declares them, and the form, which is compared by itself. */
    private static final Set<String> MAY_GROW = Set.of("DSS", "Extensions", "AcroForm");
    /** What the program writes about itself when it appends. */
    private static final Set<String> WRITER = Set.of("ModDate", "Producer");

    /** What makes a field act, or show something at places of its own. */
    private static final Set<String> OF_SHOWN = Set.of("A", "AA", "Kids", "MK", "TU", "Contents");

    private final PdfObjects objects = new PdfObjects();
    private final COSDictionary before;
    private final COSDictionary after;

    private LaterChange(COSDictionary before, COSDictionary after) {
        this.before = before;
        this.after = after;
    }

    /**
     * Returns what changed, as the end of a sentence that begins with "the PDF"; empty when nothing did.
     *
     * @param sealed the bytes up to the end of what the seal covers
     * @param later all bytes
     * @throws IOException when one of both cannot be read
     */
    static Optional<String> between(byte[] sealed, byte[] later) throws IOException {
        if (sealed.length == later.length) {
            return Optional.empty();
        }
        try (PDDocument before = Loader.loadPDF(sealed);
                PDDocument after = Loader.loadPDF(later)) {
            boolean same = new LaterChange(catalog(before), catalog(after)).isNothing(before, after);
            return same ? Optional.empty() : Optional.of("shows or says something else");
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
        return objects.sameWithout(WRITER, info(sealed), info(later));
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

    /** Returns whether the field is a time-stamp that shows nothing and does nothing. */
    private static boolean isTimeStamp(COSBase field) {
        return field instanceof COSDictionary dictionary
                && Stream.ofNullable(dictionary.getCOSDictionary(COSName.V))
                        .anyMatch(value -> "DocTimeStamp".equals(value.getNameAsString(COSName.TYPE)))
                && showsNothing(dictionary.getCOSArray(COSName.RECT))
                && OF_SHOWN.stream().noneMatch(dictionary::containsKey);
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
