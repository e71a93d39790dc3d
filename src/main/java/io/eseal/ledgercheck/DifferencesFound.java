package io.eseal.ledgercheck;

import java.util.List;

/**
 * A check found differences that the one before did not; published in the transaction that records them.
 *
 * @param sentences one a difference, for people
 */
public record DifferencesFound(long checkId, List<String> sentences) {

    public DifferencesFound {
        sentences = List.copyOf(sentences);
    }
}
