package io.eseal.notification;

import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.RevocationLapsed;
import io.eseal.lifecycle.SealEnding;
import io.eseal.lifecycle.SealLinks;
import io.eseal.lifecycle.Succession;
import io.eseal.security.Groups;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Mails the requester that a seal ends, and operators where it is urgent or the requester has no address; and who asked
 * for a revocation on which nobody decided until then.
 */
@Component
@ConditionalOnMail
class ExpiryNotices {

    private final EsealRegister register;
    private final Addresses addresses;
    private final Outbox outbox;

    ExpiryNotices(EsealRegister register, Addresses addresses, Outbox outbox) {
        this.register = register;
        this.addresses = addresses;
        this.outbox = outbox;
    }

    @EventListener
    void on(SealEnding ending) {
        Eseal eseal = register.find(ending.esealId()).orElseThrow();
        Set<String> recipients =
                new TreeSet<>(addresses.ofUser(eseal.requester()).map(Set::of).orElse(Set.of()));
        if (ending.urgent() || recipients.isEmpty()) {
            recipients.addAll(addresses.ofGroups(List.of(Groups.OPERATORS), Set.of()));
        }
        Map<String, Object> facts = MailModel.of(eseal);
        facts.put("validTill", MailModel.day(ending.validTill()));
        facts.put("left", left(ending.daysLeft()));
        facts.put("standing", standing(ending));
        facts.put("next", next(ending));
        outbox.put(MailKind.EXPIRY_REMINDER, recipients, facts);
    }

    /**
     * Mails who asked for a revocation, or operators where that person has no address, that the certificate ended
     * before anybody decided on it.
     */
    @EventListener
    void on(RevocationLapsed lapsed) {
        Eseal eseal = register.find(lapsed.esealId()).orElseThrow();
        outbox.put(
                MailKind.REVOCATION_LAPSED,
                addresses
                        .ofUser(lapsed.askedBy())
                        .map(Set::of)
                        .orElseGet(() -> addresses.ofGroups(List.of(Groups.OPERATORS), Set.of())),
                MailModel.of(eseal));
    }

    private static String left(long days) {
        return switch ((int) days) {
            case 0 -> "in less than a day";
            case 1 -> "in 1 day";
            default -> "in " + days + " days";
        };
    }

    private static String standing(SealEnding ending) {
        String successor = ending.successor().map(link -> link.id().value()).orElse("");
        return switch (ending.standing()) {
            case UNDECIDED -> "Nobody has decided yet whether it is renewed.";
            case DECIDED -> "Its renewal was decided, but no request for it has started.";
            case UNDER_WAY ->
                "The request " + successor + " "
                        + (ending.successor().map(SealLinks.Link::kind).equals(Optional.of(Succession.RENEWAL))
                                ? "renews"
                                : "replaces")
                        + " it; its state is " + state(ending) + ".";
            case FAILED ->
                "The request " + successor + ", which was to follow it, ended as " + state(ending)
                        + ". Nothing follows it now.";
            case LAPSES -> "It was decided that it ends without a renewal. This is the last reminder.";
        };
    }

    private static String next(SealEnding ending) {
        return switch (ending.standing()) {
            case UNDECIDED -> "Please decide in the task Decide renewal. Approval, order and delivery take their time.";
            case DECIDED -> "Please ask an operator to look at the step Start renewal.";
            case UNDER_WAY -> "Please see to it that the new seal is in service before that day.";
            case FAILED ->
                "Please renew it again, or ask an operator to: POST /api/eseals/" + ending.esealId() + "/renewal.";
            case LAPSES ->
                "If that is not right any more, renew it now, or ask an operator to: POST /api/eseals/"
                        + ending.esealId() + "/renewal.";
        };
    }

    private static String state(SealEnding ending) {
        return ending.successor().map(link -> link.state().name()).orElse("");
    }
}
