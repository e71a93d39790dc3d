package io.eseal.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.stereotype.Component;

/**
 * Sends waiting mail at least once, each mail on its own. Ends the round if the server cannot be reached; goes on with
 * the next mail if the server refuses one. Either mail is tried again with growing waits and finally given up, which
 * operators see.
 */
@Component
@ConditionalOnMail
class OutboxSender {

    private static final Logger log = LoggerFactory.getLogger(OutboxSender.class);
    private static final int MOST = 500;
    // Shorter than the lock of the schedule, which lasts five minutes.
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(2);
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 6;

    private final Outbox outbox;
    private final StaleContentFilter staleContent;
    private final MailServer server;
    private final NotificationSettings settings;
    private final Clock clock;
    private volatile boolean serverIsAway;

    OutboxSender(
            Outbox outbox,
            StaleContentFilter staleContent,
            MailServer server,
            NotificationSettings settings,
            Clock clock) {
        this.outbox = outbox;
        this.staleContent = staleContent;
        this.server = server;
        this.settings = settings;
        this.clock = clock;
    }

    /** Sends the mails that are due, until the server cannot be reached or two minutes have passed. */
    void deliver() {
        Instant end = clock.instant().plus(LONGEST_ROUND);
        for (long id : outbox.due(MOST)) {
            if (clock.instant().isAfter(end) || !deliver(id)) {
                return;
            }
        }
        outbox.forgetOldGivenUp();
    }

    /** Sends one mail; returns whether the round goes on. */
    private boolean deliver(long id) {
        Optional<OutgoingMail> mail;
        try {
            mail = outbox.find(id);
        } catch (RuntimeException e) {
            // A newer version on another node may have written it.
            log.error("Mail {} cannot be read", id, e);
            outbox.tryAgain(id, LONGEST_WAIT, String.valueOf(e));
            return true;
        }
        return mail.map(this::deliver).orElse(true);
    }

    private boolean deliver(OutgoingMail mail) {
        try {
            Optional<Map<String, Object>> facts = staleContent.of(mail.facts());
            if (facts.isPresent()) {
                server.send(mail, facts.get());
                log.info("Mail {} ({}) sent", mail.id(), mail.kind().template());
            }
            outbox.remove(mail.id());
            noteThatServerIsBack();
            return true;
        } catch (AddressException e) {
            giveUp(mail, "No address: " + e.getMessage());
            return true;
        } catch (MailException e) {
            return failed(mail, e);
        } catch (MessagingException | RuntimeException e) {
            log.error(
                    "Mail {} ({}) could not be written", mail.id(), mail.kind().template(), e);
            later(mail, String.valueOf(e));
            return true;
        }
    }

    private boolean failed(OutgoingMail mail, MailException failure) {
        Optional<SendFailedException> refusal = failure instanceof MailSendException send
                ? Stream.of(send.getMessageExceptions())
                        .filter(SendFailedException.class::isInstance)
                        .map(SendFailedException.class::cast)
                        .findFirst()
                : Optional.empty();
        later(
                mail,
                String.valueOf(refusal.<Exception>map(e -> e).orElse(failure).getMessage()));
        if (refusal.isPresent()) {
            return true;
        }
        if (!serverIsAway) {
            log.warn("The mail server takes no mail; what waits is tried again: {}", printable(failure.getMessage()));
        }
        serverIsAway = true;
        return false;
    }

    private void later(OutgoingMail mail, String problem) {
        if (mail.createdAt().plus(settings.giveUpAfter()).isBefore(clock.instant())) {
            giveUp(mail, problem);
        } else {
            Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(mail.tries(), MOST_DOUBLINGS));
            outbox.tryAgain(mail.id(), wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait, problem);
        }
    }

    private void giveUp(OutgoingMail mail, String problem) {
        log.error("Mail {} ({}) is given up: {}", mail.id(), mail.kind().template(), printable(problem));
        outbox.giveUp(mail.id(), problem);
    }

    private void noteThatServerIsBack() {
        if (serverIsAway) {
            log.info("The mail server takes mail again");
        }
        serverIsAway = false;
    }

    private static String printable(@Nullable String text) {
        return String.valueOf(text).replaceAll("\\p{Cntrl}+", " ");
    }
}
