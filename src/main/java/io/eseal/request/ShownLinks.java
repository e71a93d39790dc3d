package io.eseal.request;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.SealLinks;
import io.eseal.security.Caller;
import java.util.Optional;

/** The requests before and after one, as far as the caller may see them. */
record ShownLinks(Optional<LinkedSeal> predecessor, Optional<LinkedSeal> successor) {

    static ShownLinks of(EsealId esealId, SealLinks links, Caller caller) {
        return new ShownLinks(shown(links.predecessor(esealId), caller), shown(links.successor(esealId), caller));
    }

    private static Optional<LinkedSeal> shown(Optional<SealLinks.Link> link, Caller caller) {
        return link.filter(other -> caller.seesAll() || other.requester().equals(caller.id()))
                .map(LinkedSeal::of);
    }
}
