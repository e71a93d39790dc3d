package io.eseal.validation;

/**
 * Whether a field must, may or must not be present.
 *
 * @param reason completes the sentence "… is required / does not apply / is not accepted here", may be empty
 */
public record Presence(Kind kind, String reason) {

    /** The four degrees: must be present, may be present, does not apply to this request, is never accepted. */
    public enum Kind {
        REQUIRED,
        OPTIONAL,
        NOT_APPLICABLE,
        NOT_ACCEPTED
    }

    /** The field must be present. */
    public static Presence required(String reason) {
        return new Presence(Kind.REQUIRED, reason);
    }

    /** The field may be left out. */
    public static Presence optional() {
        return new Presence(Kind.OPTIONAL, "");
    }

    /** The field must be left out, because it does not apply to the object as it is. */
    public static Presence notApplicable(String reason) {
        return new Presence(Kind.NOT_APPLICABLE, reason);
    }

    /** The field must be left out always. */
    public static Presence notAccepted(String reason) {
        return new Presence(Kind.NOT_ACCEPTED, reason);
    }
}
