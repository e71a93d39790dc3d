package io.eseal.certificate;

import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.lifecycle.Timeline;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** Writes down when the token came, which one it is and who holds its PIN letter. */
@Component("recordTokenReceipt")
class RecordTokenReceipt implements TaskListener {

    private final Timeline timeline;
    private final Clock clock;

    RecordTokenReceipt(Timeline timeline, Clock clock) {
        this.timeline = timeline;
        this.clock = clock;
    }

    @Override
    public void notify(DelegateTask task) {
        String date = date(required(task, Variables.TOKEN_RECEIVED_ON, "the day on which the token came, such as 2026-01-31"));
        String serial = required(task, Variables.TOKEN_SERIAL, "the serial number printed on the token");
        String pinHolder = required(task, Variables.PIN_RECEIVED_BY, "who received the letter with the PIN");
        if (pinHolder.equalsIgnoreCase(String.valueOf(task.getVariable(Variables.REQUESTER)))) {
            throw new CompletionRefused("The PIN letter must be received by another person than the one who receives the token.");
        }
        timeline.add(task.getExecution().getProcessBusinessKey(), "token_received",
                "token " + serial + " on " + date + ", PIN letter received by " + pinHolder);
        task.removeVariable(Variables.TOKEN_RECEIVED_ON);
        task.removeVariable(Variables.TOKEN_SERIAL);
        task.removeVariable(Variables.PIN_RECEIVED_BY);
    }

    private static String required(DelegateTask task, String field, String what) {
        return ProcessVariables.text(task, field).filter(text -> text.length() <= 200)
                .orElseThrow(() -> new CompletionRefused("The field " + field + " is required: " + what + "."));
    }

    private String date(String text) {
        try {
            LocalDate day = LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
            // A day of grace: it may be tomorrow already where the token arrived.
            if (day.isAfter(LocalDate.now(clock).plusDays(1))) {
                throw new CompletionRefused("The day on which the token came cannot lie in the future.");
            }
            return day.toString();
        } catch (DateTimeParseException e) {
            throw new CompletionRefused("The field tokenReceivedOn must be a date such as 2026-01-31.");
        }
    }
}
