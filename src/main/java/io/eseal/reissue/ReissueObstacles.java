package io.eseal.reissue;

import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.SealLinks;
import io.eseal.revocation.WantedRevocations;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Says why a seal cannot be reissued now. */
@Component
class ReissueObstacles {

    private final SealLinks links;
    private final WantedRevocations revocations;

    ReissueObstacles(SealLinks links, WantedRevocations revocations) {
        this.links = links;
        this.revocations = revocations;
    }

    /** Returns the reason as a sentence for people; empty when nothing is in the way. */
    Optional<String> to(Eseal eseal) {
        if (eseal.state() != EsealState.IN_SERVICE) {
            return Optional.of(
                    eseal.state().ended()
                            ? "The request has ended already: " + eseal.state() + ". Request a new seal."
                            : "There is no seal in service yet that could be reissued.");
        }
        if (eseal.request().isOnToken()) {
            return Optional.of(
                    "The key is on a token, which takes no CSR: ask for the seal's revocation with a replacement.");
        }
        if (revocations.isWanted(eseal.id())) {
            return Optional.of("The revocation of this seal was asked for: request a new seal instead.");
        }
        return links.successor(eseal.id()).filter(SealLinks.Link::isOpen).map(ReissueObstacles::taken);
    }

    private static String taken(SealLinks.Link successor) {
        return successor.state() == EsealState.IN_SERVICE
                ? successor.id() + " is in service in place of this seal: ask for the reissue of that one."
                : "A " + successor.kind().name().toLowerCase(Locale.ROOT) + " of this seal is under way already: "
                        + successor.id() + ".";
    }
}
