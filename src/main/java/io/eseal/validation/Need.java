package io.eseal.validation;

/**
 * Whether a field is wanted.
 *
 * @param reason completes the sentence "… is required / does not apply / is not accepted here", may be empty
 */
public record Need(Kind kind, String reason) {

    public enum Kind { REQUIRED, OPTIONAL, NOT_APPLICABLE, NOT_ACCEPTED }

    public static Need required(String reason) {
        return new Need(Kind.REQUIRED, reason);
    }

    public static Need optional() {
        return new Need(Kind.OPTIONAL, "");
    }

    public static Need notApplicable(String reason) {
        return new Need(Kind.NOT_APPLICABLE, reason);
    }

    public static Need notAccepted(String reason) {
        return new Need(Kind.NOT_ACCEPTED, reason);
    }
}
