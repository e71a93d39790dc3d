package io.eseal.validation;

import io.eseal.screening.CardNumbers;
import java.util.regex.Pattern;

/** The place in a body that is being checked: holds its JSON path and collects findings on it. */
public final class ValidationContext {

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");
    private static final Pattern SHOWABLE_NAME = Pattern.compile("[\\p{L}\\p{N} ._-]{1,64}");

    private final String path;
    private final Findings findings;

    private ValidationContext(String path, Findings findings) {
        this.path = path;
        this.findings = findings;
    }

    /** Creates the place of the whole body; findings on it and on its children go into the given collection. */
    public static ValidationContext root(Findings findings) {
        return new ValidationContext("$", findings);
    }

    /** Returns the place of a field of the object at this place. */
    public ValidationContext child(String name) {
        return new ValidationContext(path + step(name), findings);
    }

    /** Returns the place of an element of the array at this place, counted from 0. */
    public ValidationContext child(int index) {
        return new ValidationContext(path + "[" + index + "]", findings);
    }

    /**
     * Adds a finding on this place.
     *
     * @param rule short code of the rule, such as {@code required}
     * @param restOfSentence the message behind the field's name, such as {@code "must be …"}
     */
    public void report(String rule, String restOfSentence) {
        findings.add(new Finding(path, rule, label() + " " + restOfSentence));
    }

    /** Returns whether there is a finding at exactly this place. */
    public boolean reported() {
        return findings.has(path);
    }

    private String label() {
        return path.equals("$") ? "The body" : path.substring(path.startsWith("$.") ? 2 : 1);
    }

    // A field name is input, too: one that cannot be printed or looks like a card number is not repeated.
    private static String step(String name) {
        if (CardNumbers.contains(name)) {
            return "['?']";
        }
        if (PLAIN_NAME.matcher(name).matches()) {
            return "." + name;
        }
        return SHOWABLE_NAME.matcher(name).matches() ? "['" + name + "']" : "['?']";
    }
}
