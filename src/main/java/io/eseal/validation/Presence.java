package io.eseal.validation;

/**
 * Whether a field is wanted.
 *
 * @param reason completes the sentence "… is required / does not apply / is not accepted here", may be empty
 */
public record Presence(Kind kind, String reason) {

    public enum Kind {
        REQUIRED,
        OPTIONAL,
        NOT_APPLICABLE,
        NOT_ACCEPTED
    }

    public static Presence required(String reason) {
        return new Presence(Kind.REQUIRED, reason);
    }

    public static Presence optional() {
        return new Presence(Kind.OPTIONAL, "");
    }

    public static Presence notApplicable(String reason) {
        return new Presence(Kind.NOT_APPLICABLE, reason);
    }

    public static Presence notAccepted(String reason) {
        return new Presence(Kind.NOT_ACCEPTED, reason);
    }
}
