package io.eseal.request;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.KnownKeys;
import io.eseal.security.Caller;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Remarks that the key of a request is known already. Names other requests only to callers who may see them. */
@Component
class KeyRemarks {

    private final KnownKeys keys;

    KeyRemarks(KnownKeys keys) {
        this.keys = keys;
    }

    List<String> of(EsealId esealId, Caller caller) {
        List<KnownKeys.Use> uses = keys.others(esealId);
        if (uses.isEmpty()) {
            return List.of();
        }
        return List.of("The key of this request was ordered before, with "
                + uses.stream().map(use -> use.shownTo(caller)).distinct().collect(Collectors.joining(", "))
                + ": each seal should have a key of its own.");
    }
}
