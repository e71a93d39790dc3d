package io.eseal.proof;

/** Kinds of valid seals under the eIDAS regulation, by the trusted lists; the first three are DSS's words. */
public enum SealKind {
    /** A qualified electronic seal. */
    QESEAL("a qualified electronic seal"),
    /** An advanced electronic seal with a qualified certificate. */
    ADESEAL_QC("an advanced electronic seal with a qualified certificate"),
    /** An advanced electronic seal. */
    ADESEAL("an advanced electronic seal, whose certificate is not a qualified one for seals"),
    /**
     * A valid seal, about whose qualification DSS says less or more than about that of its certificate at its issuance,
     * by the same lists: it knows nothing on the revocation of the certificate or of a CA between it and the listed
     * one, or the list has the CA as two services in conflict.
     */
    DISPUTED("a valid seal: the EU's validator does not say the same of its qualification as of its certificate's"),
    /**
     * A valid seal, whose qualification nobody could judge: there are no trusted lists, or its CA is on none of them.
     */
    NOT_JUDGED("a valid seal, whose qualification was not judged");

    private final String words;

    SealKind(String words) {
        this.words = words;
    }

    /** Returns what it is, for people, as the end of a sentence that begins with "It is". */
    public String words() {
        return words;
    }
}
