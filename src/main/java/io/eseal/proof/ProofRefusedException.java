package io.eseal.proof;

import io.eseal.validation.Finding;

/** Signals that what came is no proof, for one reason that makes it needless or dangerous to look further. */
final class ProofRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    ProofRefusedException(String rule, String sentence) {
        super(sentence);
        this.finding = finding(rule, sentence);
    }

    static Finding finding(String rule, String sentence) {
        return new Finding("$", rule, sentence);
    }

    Finding finding() {
        return finding;
    }
}
