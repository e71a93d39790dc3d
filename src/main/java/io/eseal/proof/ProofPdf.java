package io.eseal.proof;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Writes the document as a PDF: one page, with a frame for whatever a program shows of the seal. */
final class ProofPdf {

    /** Where a visible seal may be, below the text. */
    static final PDRectangle FRAME = new PDRectangle(56, 56, 483, 380);

    // Letters of Latin, Greek and Cyrillic; PDFBox brings it, under the SIL Open Font License.
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final long ALWAYS = 0;
    private static final int LEFT = 56;
    private static final int TOP = 770;
    private static final int LINE = 18;
    private static final int SIZE = 12;
    private static final int SMALL = 9;
    private static final int WIDEST = 483;
    private static final int MOST_LINES = 16;

    private ProofPdf() {}

    static byte[] of(ProofDocument document) {
        try {
            return uncompressed(drawn(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] drawn(ProofDocument content) throws IOException {
        try (PDDocument document = new PDDocument();
                InputStream file = Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT))) {
            document.setVersion(1.7f);
            document.setDocumentId(ALWAYS);
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            PDFont font = PDType0Font.load(document, file, true);
            try (PDPageContentStream stream = new PDPageContentStream(document, page)) {
                stream.beginText();
                stream.setFont(font, SIZE);
                stream.setLeading(LINE);
                stream.newLineAtOffset(LEFT, TOP);
                for (String line : broken(content.lines(), font)) {
                    stream.showText(line);
                    stream.newLine();
                }
                stream.endText();
                stream.setLineWidth(0.5f);
                stream.addRect(FRAME.getLowerLeftX(), FRAME.getLowerLeftY(), FRAME.getWidth(), FRAME.getHeight());
                stream.stroke();
                stream.beginText();
                stream.setFont(font, SMALL);
                stream.newLineAtOffset(LEFT, FRAME.getUpperRightY() + 6);
                stream.showText("If your program shows the seal on the page, let it be within this frame.");
                stream.endText();
            }
            return saved(document);
        }
    }

    private static byte[] saved(PDDocument document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        document.save(bytes, CompressParameters.NO_COMPRESSION);
        return bytes.toByteArray();
    }

    /** Writes all streams as they are: what zlib makes of them differs from machine to machine. */
    private static byte[] uncompressed(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            document.setDocumentId(ALWAYS);
            for (COSObjectKey key : document.getDocument().getXrefTable().keySet()) {
                COSBase object = document.getDocument().getObjectFromPool(key).getObject();
                if (object instanceof COSStream stream) {
                    byte[] content;
                    try (InputStream in = stream.createInputStream()) {
                        content = in.readAllBytes();
                    }
                    stream.removeItem(COSName.FILTER);
                    try (OutputStream out = stream.createOutputStream()) {
                        out.write(content);
                    }
                }
            }
            return saved(document);
        }
    }

    private static List<String> broken(List<String> lines, PDFont font) throws IOException {
        List<String> broken = new ArrayList<>();
        for (String line : lines) {
            StringBuilder text = new StringBuilder();
            float width = 0;
            for (int letter : line.codePoints().toArray()) {
                String shown = shown(letter, font);
                float step = font.getStringWidth(shown) / 1000 * SIZE;
                if (width + step > WIDEST) {
                    broken.add(text.toString());
                    text.setLength(0);
                    width = 0;
                }
                text.append(shown);
                width += step;
            }
            broken.add(text.toString());
        }
        return broken.subList(0, Math.min(broken.size(), MOST_LINES));
    }

    /** Returns the letter, or a question mark where the font has no such letter: the text form has the whole name. */
    private static String shown(int letter, PDFont font) throws IOException {
        String text = Character.toString(letter);
        try {
            font.encode(text);
            return text;
        } catch (IllegalArgumentException e) {
            return "?";
        }
    }
}
