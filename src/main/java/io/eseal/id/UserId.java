package io.eseal.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.eseal.text.VisibleText;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Id of a user, kept as it was given and compared as a person: {@code alice}, {@code Alice} and {@code ALICE} are
 * equal, because they are one person. Separation of duties, barring, locks and ownership compare ids by
 * {@link #equals}; storage, pages and the engine get {@link #value()}.
 */
public final class UserId {

    private final String value;
    private final String normal;

    private UserId(String value) {
        this.value = value;
        this.normal = normal(value);
    }

    /** Returns the id in this text, whatever the text holds: an empty text is an id as well, which no user has. */
    @JsonCreator
    public static UserId of(String value) {
        return new UserId(value);
    }

    /** Returns the id as it was given. */
    @JsonValue
    public String value() {
        return value;
    }

    /**
     * Returns the normal form, in which two ids of one person are the same text: Unicode NFKC with case folded, without
     * invisible characters and without blanks at its edges. For columns that the database compares; Java compares by
     * {@link #equals}.
     */
    public String normal() {
        return normal;
    }

    /** Tells whether the id was given as this text, letter for letter: the engine compares ids like that. */
    public boolean isSpelled(String spelling) {
        return value.equals(spelling);
    }

    /** Tells whether the id holds invisible characters or characters that turn the direction of writing. */
    public boolean hasInvisible() {
        return VisibleText.hasInvisible(value);
    }

    /** Tells whether both ids belong to one person. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UserId person && normal.equals(person.normal);
    }

    @Override
    public int hashCode() {
        return normal.hashCode();
    }

    /** Returns the id as it was given. */
    @Override
    public String toString() {
        return value;
    }

    private static String normal(String id) {
        String plain = Normalizer.normalize(VisibleText.withoutInvisible(id), Normalizer.Form.NFKC);
        // Through upper case, since some letters have one capital and two small forms, or the reverse.
        String folded = plain.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return VisibleText.withoutInvisible(Normalizer.normalize(folded, Normalizer.Form.NFKC))
                .strip();
    }
}
