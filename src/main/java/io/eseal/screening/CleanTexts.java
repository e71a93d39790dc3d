package io.eseal.screening;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers texts in which one kind of search found nothing. An order body passes a dozen checks on its way, and each
 * search of it takes milliseconds. Keeps no text, only an HMAC of it with a key that the process makes at its start. A
 * text in which something was found is not remembered.
 */
final class CleanTexts {

    /** Length of the shortest text that is remembered; shorter ones are searched quickly. */
    static final int SHORTEST = 64;

    private static final String HMAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final SecretKeySpec KEY = key();

    private final int most;
    private final Set<ByteBuffer> clean = new LinkedHashSet<>();

    /** @param most number of texts that are remembered; the oldest is forgotten first */
    CleanTexts(int most) {
        this.most = most;
    }

    /**
     * Returns whether the search finds something in the text, without searching when it found nothing in it before.
     *
     * @param search its result depends on the text alone
     */
    boolean holds(CharSequence text, Predicate<CharSequence> search) {
        if (text.length() < SHORTEST) {
            return search.test(text);
        }
        // Each character as it is: UTF-8 has the same bytes for different broken surrogates.
        ByteBuffer characters = ByteBuffer.allocate(Character.BYTES * text.length());
        characters.asCharBuffer().put(text.toString());
        return holds(print(characters.array()), () -> search.test(text));
    }

    /** As {@link #holds(CharSequence, Predicate)}, for bytes; an instance is asked for texts or for bytes. */
    boolean holds(byte[] content, Predicate<byte[]> search) {
        return content.length < SHORTEST ? search.test(content) : holds(print(content), () -> search.test(content));
    }

    private boolean holds(ByteBuffer print, BooleanSupplier search) {
        if (isKnown(print)) {
            return false;
        }
        boolean found = search.getAsBoolean();
        if (!found) {
            remember(print);
        }
        return found;
    }

    private synchronized boolean isKnown(ByteBuffer print) {
        return clean.contains(print);
    }

    private synchronized void remember(ByteBuffer print) {
        clean.add(print);
        if (clean.size() > most) {
            clean.remove(clean.iterator().next());
        }
    }

    private static ByteBuffer print(byte[] content) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(KEY);
            return ByteBuffer.wrap(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each Java has " + HMAC, e);
        }
    }

    private static SecretKeySpec key() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new SecretKeySpec(key, HMAC);
    }
}
