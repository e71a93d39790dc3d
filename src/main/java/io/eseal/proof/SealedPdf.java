package io.eseal.proof;

import io.eseal.text.VisibleText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/**
 * Compares a sealed PDF with the one that was given. Programs write a PDF anew when they seal it, so its bytes say
 * nothing: what counts is that its only page draws the same with the same fonts, and that nothing is there besides but
 * the seal. What may be there is named; everything else, known or not, is a difference.
 */
final class SealedPdf {

    private static final Set<String> CATALOG = Set.of(
            "Type",
            "Pages",
            "AcroForm",
            "Metadata",
            "Version",
            "Extensions",
            "Perms",
            "DSS",
            "Lang",
            "OutputIntents",
            "PageLayout",
            "PageMode");
    /** What readers show of a file, such as in the window's title. The document given has none of it. */
    private static final List<COSName> SHOWN_OF_THE_FILE =
            List.of(COSName.TITLE, COSName.AUTHOR, COSName.SUBJECT, COSName.KEYWORDS);

    private static final Pattern LANGUAGE = Pattern.compile("(?:[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,4}){0,2})?");
    private static final Set<String> PAGE = Set.of(
            "Type",
            "Parent",
            "Contents",
            "Resources",
            "MediaBox",
            "CropBox",
            "TrimBox",
            "BleedBox",
            "ArtBox",
            "Rotate",
            "Annots",
            "Tabs",
            "StructParents",
            "LastModified");
    private static final Set<String> FORM = Set.of("Fields", "SigFlags", "DR", "DA");
    private static final Set<String> FIELD = Set.of(
            "Type",
            "Subtype",
            "FT",
            "T",
            "V",
            "F",
            "Ff",
            "Rect",
            "P",
            "Parent",
            "Kids",
            "AP",
            "DA",
            "MK",
            "Border",
            "BS",
            "Lock",
            "SV",
            "DR",
            "TU",
            "TM",
            "M",
            "NM",
            "H",
            "Q",
            "StructParent");
    private static final float NEARLY = 0.01f;
    private static final float MARGIN = 2;

    private final Set<COSBase> fields = new HashSet<>();
    private final TimeStamps timeStamps;
    private int seals;

    private SealedPdf(TimeStamps timeStamps) {
        this.timeStamps = timeStamps;
    }

    /** Signals a difference, in words that end a sentence. */
    private static final class DifferentException extends Exception {

        private static final long serialVersionUID = 1L;

        private DifferentException(String what) {
            super(what);
        }
    }

    /**
     * Returns how the PDF differs from the given one, as the end of a sentence that begins with "the PDF"; empty when
     * it is the given one with one seal.
     *
     * @param timeStamps the good ones in it
     * @throws IOException when it cannot be read
     */
    static Optional<String> difference(byte[] sealed, byte[] given, TimeStamps timeStamps) throws IOException {
        try (PDDocument came = Loader.loadPDF(sealed);
                PDDocument ours = Loader.loadPDF(given)) {
            new SealedPdf(timeStamps).compare(came, ours);
            return Optional.empty();
        } catch (DifferentException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private void compare(PDDocument came, PDDocument ours) throws IOException, DifferentException {
        if (came.getDocument().isEncrypted()) {
            throw new DifferentException("is encrypted");
        }
        COSDictionary catalog = came.getDocumentCatalog().getCOSObject();
        only(CATALOG, catalog, "has more than a page and a seal");
        if (!ValidationData.isNothingElse(catalog)) {
            throw new DifferentException("has something among its validation data that is none");
        }
        for (COSName words : SHOWN_OF_THE_FILE) {
            if (!VisibleText.isBlank(
                    came.getDocumentInformation().getCOSObject().getString(words))) {
                throw new DifferentException("has a " + words.getName().toLowerCase(Locale.ROOT) + " of its own");
            }
        }
        String language = catalog.getString(COSName.LANG);
        if (language != null && !LANGUAGE.matcher(language).matches()) {
            throw new DifferentException("has a language that is none");
        }
        // The pages are counted in the tree: its own number of them can be a lie.
        COSArray kids = catalog.getCOSDictionary(COSName.PAGES) == null
                ? null
                : catalog.getCOSDictionary(COSName.PAGES).getCOSArray(COSName.KIDS);
        if (came.getNumberOfPages() != 1 || kids == null || kids.size() != 1) {
            throw new DifferentException("has another number of pages");
        }
        compare(came.getPage(0), ours.getPage(0));
        COSDictionary form = catalog.getCOSDictionary(COSName.ACRO_FORM);
        if (form != null) {
            only(FORM, form, "has a form");
            fields(form.getCOSArray(COSName.FIELDS), 0);
        }
        annotations(came.getPage(0).getCOSObject().getCOSArray(COSName.ANNOTS));
        if (seals != 1) {
            throw new DifferentException("has " + seals + " fields with a signature in them, not one");
        }
    }

    private static void compare(PDPage came, PDPage ours) throws IOException, DifferentException {
        only(PAGE, came.getCOSObject(), "has something on its page that was not there");
        boolean same = sameBox(came.getMediaBox(), ours.getMediaBox())
                && sameBox(came.getCropBox(), ours.getCropBox())
                && came.getRotation() == ours.getRotation();
        if (!same) {
            throw new DifferentException("has a page of another size");
        }
        if (!Arrays.equals(content(came), content(ours))) {
            throw new DifferentException("has another text on its page");
        }
        if (!new PdfObjects().same(resources(came), resources(ours))) {
            throw new DifferentException("has other fonts or resources");
        }
    }

    private static boolean sameBox(PDRectangle came, PDRectangle ours) {
        return Math.abs(came.getLowerLeftX() - ours.getLowerLeftX()) < NEARLY
                && Math.abs(came.getLowerLeftY() - ours.getLowerLeftY()) < NEARLY
                && Math.abs(came.getUpperRightX() - ours.getUpperRightX()) < NEARLY
                && Math.abs(came.getUpperRightY() - ours.getUpperRightY()) < NEARLY;
    }

    private static byte[] content(PDPage page) throws IOException {
        COSBase contents = page.getCOSObject().getDictionaryObject(COSName.CONTENTS);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        if (contents instanceof COSArray several) {
            for (int i = 0; i < several.size(); i++) {
                if (several.getObject(i) instanceof COSStream part) {
                    all.write(PdfObjects.decoded(part));
                    all.write('\n');
                }
            }
        } else if (contents instanceof COSStream one) {
            all.write(PdfObjects.decoded(one));
        }
        return new String(all.toByteArray(), StandardCharsets.ISO_8859_1)
                .strip()
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static @Nullable COSBase resources(PDPage page) {
        return page.getResources() == null ? null : page.getResources().getCOSObject();
    }

    private void fields(@Nullable COSArray array, int depth) throws DifferentException {
        for (int i = 0; array != null && i < array.size(); i++) {
            if (!(array.getObject(i) instanceof COSDictionary field)
                    || depth > 1
                    || !"Sig".equals(field.getNameAsString(COSName.FT)) && depth == 0) {
                throw new DifferentException("has a form");
            }
            only(FIELD, field, "has a form");
            fields.add(field);
            COSDictionary value = field.getCOSDictionary(COSName.V);
            if (value != null && !timeStamps.contains(value)) {
                seals++;
            }
            fields(field.getCOSArray(COSName.KIDS), depth + 1);
        }
    }

    private void annotations(@Nullable COSArray array) throws DifferentException {
        for (int i = 0; array != null && i < array.size(); i++) {
            if (!(array.getObject(i) instanceof COSDictionary annotation) || !fields.contains(annotation)) {
                throw new DifferentException("has a note or a picture that was not there");
            }
            COSArray place = annotation.getCOSArray(COSName.RECT);
            if (place == null || place.size() != 4 || !isInFrame(new PDRectangle(place))) {
                throw new DifferentException("shows its seal outside of the frame on the page");
            }
        }
    }

    private static boolean isInFrame(PDRectangle place) {
        boolean invisible = place.getWidth() * place.getHeight() == 0;
        PDRectangle frame = ProofPdf.FRAME;
        return invisible
                || place.getLowerLeftX() >= frame.getLowerLeftX() - MARGIN
                        && place.getLowerLeftY() >= frame.getLowerLeftY() - MARGIN
                        && place.getUpperRightX() <= frame.getUpperRightX() + MARGIN
                        && place.getUpperRightY() <= frame.getUpperRightY() + MARGIN;
    }

    private static void only(Set<String> permitted, COSDictionary dictionary, String otherwise)
            throws DifferentException {
        for (COSName name : dictionary.keySet()) {
            if (!permitted.contains(name.getName())) {
                throw new DifferentException(otherwise + " (" + printable(name.getName()) + ")");
            }
        }
    }

    private static String printable(String name) {
        String letters = name.replaceAll("[^A-Za-z0-9]", "?");
        return letters.substring(0, Math.min(letters.length(), 30));
    }
}
