package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.Outcome;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.security.Actors;
import io.eseal.task.TaskInput;
import io.eseal.text.VisibleText;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.Timeline;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/**
 * Writes to the timeline when the token arrived, its serial number, and who holds the letter with its PIN. Token and
 * PIN must be with two people. The recipient of the token is the person named in the approved shipping address. When
 * recipient and holder of the PIN are not both users of this service, a third person must confirm the receipt. Where
 * the address names nobody, the requester does not confirm it. A token that is reported as lost is not received.
 */
@Component("recordTokenReceipt")
class RecordTokenReceipt implements TaskListener {

    private final EsealRegister register;
    private final People people;
    private final Actors actors;
    private final Timeline timeline;
    private final Clock clock;

    RecordTokenReceipt(EsealRegister register, People people, Actors actors, Timeline timeline, Clock clock) {
        this.register = register;
        this.people = people;
        this.actors = actors;
        this.timeline = timeline;
        this.clock = clock;
    }

    @Override
    public void notify(DelegateTask task) {
        if (ProcessVariables.text(task, Variables.OUTCOME)
                .flatMap(Outcome::of)
                .filter(CertificateTasks.LOSSES::contains)
                .isEmpty()) {
            record(task);
        }
        task.removeVariable(Variables.TOKEN_RECEIVED_ON);
        task.removeVariable(Variables.TOKEN_SERIAL);
        task.removeVariable(Variables.PIN_RECEIVED_BY);
    }

    private void record(DelegateTask task) {
        EsealId id = EsealId.of(task.getExecution().getProcessBusinessKey());
        Eseal eseal = register.find(id).orElseThrow();
        String date = date(required(task, CertificateTasks.TOKEN_RECEIVED_ON), eseal);
        String serial = required(task, CertificateTasks.TOKEN_SERIAL);
        if (!VisibleText.hasLetterOrDigit(serial)) {
            throw new CompletionRefused("The field tokenSerial must hold at least one letter or digit.");
        }
        People.Person recipient = people.find(eseal.request().recipient().orElse(""));
        People.Person pinHolder = people.find(required(task, CertificateTasks.PIN_RECEIVED_BY));
        People.Person confirming = people.acting(actors.name());
        refuseOneHand(recipient, pinHolder, confirming);
        if (!recipient.isNamed()
                && confirming.canBe(people.find(eseal.requester().value()))) {
            throw new CompletionRefused(
                    "The approved shipping address names nobody who could have received the token: somebody other than the "
                            + "requester confirms its receipt, such as an operator.");
        }
        timeline.add(
                id,
                new SealEvents.TokenReceived(
                        serial, date, recipient.described(), pinHolder.described(), confirming.text()));
    }

    private static void refuseOneHand(People.Person recipient, People.Person pinHolder, People.Person confirming) {
        if (!pinHolder.isNamed()) {
            throw new CompletionRefused(
                    "The field pinReceivedBy must be the first and last name of the person who received the PIN letter, "
                            + "or that person's user id.");
        }
        if (pinHolder.canBe(recipient)) {
            throw new CompletionRefused(
                    "The PIN letter must be received by another person than the one who receives the token: "
                            + recipient.text() + ".");
        }
        boolean usersBoth = recipient.user().isPresent() && pinHolder.user().isPresent();
        if (!usersBoth && (confirming.canBe(recipient) || confirming.canBe(pinHolder))) {
            throw new CompletionRefused(
                    "Token and PIN letter go to two people, and not both are users of this service: somebody who received "
                            + "neither confirms it, such as an operator.");
        }
    }

    private static String required(DelegateTask task, TaskInput input) {
        return ProcessVariables.text(task, input.path())
                .filter(text -> text.length() <= input.longest())
                .orElseThrow(() -> new CompletionRefused(input.need().refusal().orElseThrow()));
    }

    private String date(String text, Eseal eseal) {
        try {
            LocalDate day = LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
            // One day of tolerance: it may already be tomorrow where the token arrived.
            if (day.isAfter(LocalDate.now(clock).plusDays(1))) {
                throw new CompletionRefused("The day on which the token came cannot lie in the future.");
            }
            if (day.isBefore(
                    LocalDate.ofInstant(eseal.createdAt(), clock.getZone()).minusDays(1))) {
                throw new CompletionRefused("The token cannot have come before it was requested.");
            }
            return day.toString();
        } catch (DateTimeParseException e) {
            throw new CompletionRefused("The field tokenReceivedOn must be a date such as 2026-01-31.");
        }
    }
}
