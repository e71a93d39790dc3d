package io.eseal.screening;

/**
 * Recognises a private key by its structure in DER: PKCS#8 (RFC 5958), encrypted or not, PKCS#1 (RFC 8017) and the
 * similar form of DSA, SEC 1 (RFC 5915), PKCS#12 (RFC 7292). Only the beginning is read, so that a key that was cut off
 * is recognised, too.
 */
final class DerKeys {

    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int OID = 0x06;
    private static final int SEQUENCE = 0x30;
    /** Context tags [0] and [1], which follow the secret of RFC 5915. */
    private static final int PARAMETERS = 0xA0;

    private static final int PUBLIC_KEY = 0xA1;
    private static final int SHORTEST_MODULUS = 32;
    /** The most characters between two of base64, such as line breaks and signs of quoting. */
    private static final int LONGEST_GAP = 16;
    /** The highest index that is read, whatever lengths the data states. */
    private static final int FURTHEST = 2_048;

    private static final byte[] PKCS5 = {0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 5};
    private static final byte[] PKCS7 = {0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 7};
    private static final byte[] PKCS12_PBE = {0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 0x0C, 1};

    private DerKeys() {}

    /** Bytes that are decoded on demand; -1 beyond their end. */
    interface Source {
        int at(int index);
    }

    /**
     * An element of DER.
     *
     * @param end index of the next element; beyond any index when the length is not stated
     */
    private record Element(int tag, int start, int length, int end) {

        static final Element NONE = new Element(-1, 0, 0, 0);
    }

    /** Returns whether a key begins anywhere in the bytes. */
    static boolean in(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            int start = i;
            if (bytes[i] == SEQUENCE
                    && isKey(index -> start + index < bytes.length ? bytes[start + index] & 0xff : -1)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether the base64 of a key begins anywhere in the text, also when it is wrapped, quoted or cut. Its
     * first character is M, because a key is a SEQUENCE. Hyphens and slashes are read both as base64 and as separators.
     */
    static boolean inBase64(String text) {
        return inBase64(text, "")
                || holdsAny(text, "-_") && inBase64(text, "-_")
                || holdsAny(text, "+/") && inBase64(text, "+/");
    }

    private static boolean holdsAny(String text, String characters) {
        return characters.chars().anyMatch(character -> text.indexOf(character) >= 0);
    }

    private static boolean inBase64(String text, String separators) {
        byte[] run = new byte[text.length()];
        int size = 0;
        int gap = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = separators.indexOf(text.charAt(i)) >= 0 ? -1 : EncodedBytes.base64(text.charAt(i));
            if (value >= 0) {
                run[size++] = (byte) value;
                gap = 0;
            } else if (++gap > LONGEST_GAP) {
                if (beginsIn(run, size)) {
                    return true;
                }
                size = 0;
            }
        }
        return beginsIn(run, size);
    }

    /**
     * Returns whether a key begins anywhere in decoded characters of base64.
     *
     * @param sextets the values of the characters, 0 to 63
     */
    private static boolean beginsIn(byte[] sextets, int size) {
        for (int i = 0; i < size; i++) {
            int start = i;
            if (sextets[i] == SEQUENCE >> 2 && isKey(index -> octet(sextets, size, start, index))) {
                return true;
            }
        }
        return false;
    }

    private static int octet(byte[] sextets, int size, int start, int index) {
        int first = start + index / 3 * 4 + index % 3;
        if (index > FURTHEST || first + 1 >= size) {
            return -1;
        }
        int shift = 2 * (index % 3 + 1);
        return (sextets[first] << shift | sextets[first + 1] >> 6 - shift) & 0xff;
    }

    /** Returns whether the bytes begin with a private key. */
    static boolean isKey(Source der) {
        Element whole = element(der, 0);
        if (whole.tag != SEQUENCE) {
            return false;
        }
        Element first = element(der, whole.start);
        if (first.tag == SEQUENCE) {
            Element secret = element(der, first.end);
            return hasOid(der, first, PKCS5, PKCS12_PBE) && secret.tag == OCTETS && secret.length >= SHORTEST_MODULUS;
        }
        return first.tag == INTEGER && first.length == 1 && isVersion(der, whole, first, der.at(first.start));
    }

    private static boolean isVersion(Source der, Element whole, Element version, int number) {
        Element second = element(der, version.end);
        if (number == 3) {
            return second.tag == SEQUENCE && hasOid(der, second, PKCS7);
        }
        if (number > 1) {
            return false;
        }
        return switch (second.tag) {
            case SEQUENCE -> element(der, second.start).tag == OID && element(der, second.end).tag == OCTETS;
            case INTEGER -> second.length >= SHORTEST_MODULUS && element(der, second.end).tag == INTEGER;
            case OCTETS ->
                number == 1 && second.length >= 14 && second.length <= 80 && endsOrGoesOn(der, whole, second);
            default -> false;
        };
    }

    private static boolean endsOrGoesOn(Source der, Element whole, Element secret) {
        int next = der.at(secret.end);
        return whole.end == secret.end || next == PARAMETERS || next == PUBLIC_KEY;
    }

    private static boolean hasOid(Source der, Element algorithm, byte[]... beginnings) {
        Element oid = element(der, algorithm.start);
        for (byte[] beginning : beginnings) {
            boolean same = oid.tag == OID && oid.length > beginning.length;
            for (int i = 0; same && i < beginning.length; i++) {
                same = der.at(oid.start + i) == (beginning[i] & 0xff);
            }
            if (same) {
                return true;
            }
        }
        return false;
    }

    private static Element element(Source der, int index) {
        int tag = der.at(index);
        int first = der.at(index + 1);
        if (tag < 0 || first < 0) {
            return Element.NONE;
        }
        if (first < 0x80) {
            return new Element(tag, index + 2, first, index + 2 + first);
        }
        int octets = first & 0x7f;
        if (octets == 0) { // BER: the length is not stated
            return new Element(tag, index + 2, 0, Integer.MAX_VALUE / 2);
        }
        if (octets > 3) {
            return Element.NONE;
        }
        int length = 0;
        for (int i = 0; i < octets; i++) {
            length = length << 8 | Math.max(0, der.at(index + 2 + i));
        }
        return new Element(tag, index + 2 + octets, length, index + 2 + octets + length);
    }
}
