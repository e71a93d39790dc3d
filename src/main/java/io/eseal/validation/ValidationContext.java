package io.eseal.validation;

import io.eseal.screening.CardNumbers;
import java.util.regex.Pattern;

/** The place in a body that is being checked: knows its path and takes the findings. */
public final class ValidationContext {

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");
    private static final Pattern SHOWABLE_NAME = Pattern.compile("[\\p{L}\\p{N} ._-]{1,64}");

    private final String path;
    private final Findings findings;

    private ValidationContext(String path, Findings findings) {
        this.path = path;
        this.findings = findings;
    }

    public static ValidationContext root(Findings findings) {
        return new ValidationContext("$", findings);
    }

    /** The place of a field of the object at this place. */
    public ValidationContext child(String name) {
        return new ValidationContext(path + step(name), findings);
    }

    /** The place of an element of the array at this place. */
    public ValidationContext child(int index) {
        return new ValidationContext(path + "[" + index + "]", findings);
    }

    /** Adds a finding on this place. The rest of the sentence follows the field's name: {@code "must be …"}. */
    public void report(String rule, String restOfSentence) {
        findings.add(new Finding(path, rule, label() + " " + restOfSentence));
    }

    /** Whether something was already found at exactly this place. */
    public boolean reported() {
        return findings.has(path);
    }

    private String label() {
        return path.equals("$") ? "The body" : path.substring(path.startsWith("$.") ? 2 : 1);
    }

    // A field name is input too: what is unprintable or looks like a card number is not repeated.
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
