package io.eseal.ledgercheck;

import java.util.List;

/**
 * Event: a check found differences that the one before did not. Published in the transaction that records them.
 *
 * @param checkId number of the check
 * @param sentences one sentence for each difference, for people
 */
public record DifferencesFound(long checkId, List<String> sentences) {

    /** Copies the list. */
    public DifferencesFound {
        sentences = List.copyOf(sentences);
    }
}
