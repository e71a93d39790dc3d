package io.eseal.certcentral;

import java.util.List;

record Chain(List<ChainEntry> intermediates) {

    Chain {
        intermediates = intermediates == null ? List.of() : List.copyOf(intermediates);
    }
}
