package io.eseal.certcentral;

import java.util.List;

/** Answer of the chain call; an answer without a list reads as an empty list. */
record Chain(List<ChainEntry> intermediates) {

    Chain {
        intermediates = Listed.of(intermediates);
    }
}
