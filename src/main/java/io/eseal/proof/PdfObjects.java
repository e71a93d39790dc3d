package io.eseal.proof;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/**
 * Compares objects of two PDFs with all that they refer to. Objects that refer back to where the comparison is are the
 * same when the rest is.
 */
final class PdfObjects {

    /** What says how a stream is packed, and whose length follows from it. */
    private static final Set<String> PACKING = Set.of("Length", "Filter", "DecodeParms", "DL", "ProcSet");

    private static final int DEEPEST = 40;
    private static final float NEARLY = 0.01f;

    private final IdentityHashMap<COSBase, Set<COSBase>> compared = new IdentityHashMap<>();

    /** Takes two objects for the same, whatever they hold: they are compared elsewhere. */
    void areSame(COSBase one, COSBase other) {
        isNew(one, other);
    }

    private boolean isNew(COSBase one, COSBase other) {
        return compared.computeIfAbsent(one, none -> Collections.newSetFromMap(new IdentityHashMap<>()))
                .add(other);
    }

    /** Returns whether both hold the same, down to a depth that no honest document has. */
    boolean same(@Nullable COSBase one, @Nullable COSBase other) throws IOException {
        return same(one, other, 0);
    }

    /** Returns whether both hold the same, save for the entries of these names. */
    boolean sameWithout(Set<String> names, COSDictionary one, COSDictionary other) throws IOException {
        return sameEntries(one, other, names, 0);
    }

    private boolean same(@Nullable COSBase one, @Nullable COSBase other, int depth) throws IOException {
        COSBase came = direct(one);
        COSBase ours = direct(other);
        if (depth > DEEPEST) {
            return false;
        }
        if (ours != null && (came instanceof COSDictionary || came instanceof COSArray) && !isNew(came, ours)) {
            return true;
        }
        return sameValues(came, ours, depth);
    }

    private boolean sameValues(@Nullable COSBase came, @Nullable COSBase ours, int depth) throws IOException {
        if (came instanceof COSStream one && ours instanceof COSStream other) {
            return sameEntries(one, other, PACKING, depth) && Arrays.equals(decoded(one), decoded(other));
        }
        if (came instanceof COSStream || ours instanceof COSStream) {
            return false;
        }
        if (came instanceof COSDictionary one && ours instanceof COSDictionary other) {
            return sameEntries(one, other, PACKING, depth);
        }
        if (came instanceof COSArray one && ours instanceof COSArray other) {
            boolean same = true;
            for (int i = 0; same && i < Math.max(one.size(), other.size()); i++) {
                same = same(i < one.size() ? one.get(i) : null, i < other.size() ? other.get(i) : null, depth + 1);
            }
            return same;
        }
        if (came instanceof COSNumber one && ours instanceof COSNumber other) {
            return Math.abs(one.floatValue() - other.floatValue()) < NEARLY;
        }
        if (came instanceof COSString one && ours instanceof COSString other) {
            return Arrays.equals(one.getBytes(), other.getBytes());
        }
        if (came instanceof COSBoolean one && ours instanceof COSBoolean other) {
            return one.getValue() == other.getValue();
        }
        return came == null ? ours == null : came instanceof COSName && came.equals(ours);
    }

    private boolean sameEntries(COSDictionary came, COSDictionary ours, Set<String> without, int depth)
            throws IOException {
        Set<COSName> names = new HashSet<>(came.keySet());
        names.addAll(ours.keySet());
        for (COSName name : names) {
            if (!without.contains(name.getName()) && !same(came.getItem(name), ours.getItem(name), depth + 1)) {
                return false;
            }
        }
        return true;
    }

    static @Nullable COSBase direct(@Nullable COSBase base) {
        COSBase direct = base instanceof COSObject object ? object.getObject() : base;
        return direct instanceof COSNull ? null : direct;
    }

    /** Returns what a stream holds, unpacked. */
    static byte[] decoded(COSStream stream) throws IOException {
        try (InputStream in = stream.createInputStream()) {
            return in.readAllBytes();
        }
    }
}
