package io.eseal.payment;

import io.eseal.request.CardNumbers;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.history.event.HistoricFormPropertyEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricVariableUpdateEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Refuses card data on its way into any process variable or form field, whichever path it takes: the engine tells its
 * history of every value before the transaction commits, and the exception undoes the whole of it.
 */
class CardDataGuard implements HistoryEventHandler {

    private static final Pattern CARD_FIELD = Pattern.compile(
            "\"(credit_?card|card_?number|cvv2?|cvc2?|pan)\"\\s*:\\s*(?!null\\b)", Pattern.CASE_INSENSITIVE);
    private static final Pattern CARD_VARIABLE = Pattern.compile("credit_?card|card_?number|cvv2?|cvc2?|pan", Pattern.CASE_INSENSITIVE);

    @Override
    public void handleEvent(HistoryEvent event) {
        if (event instanceof HistoricVariableUpdateEventEntity variable) {
            refuseName(variable.getVariableName());
            refuse(variable.getTextValue());
            refuse(variable.getTextValue2());
            refuse(variable.getByteValue() == null ? null : new String(variable.getByteValue(), StandardCharsets.UTF_8));
            refuse(variable.getLongValue() == null ? null : variable.getLongValue().toString());
        } else if (event instanceof HistoricFormPropertyEventEntity field) {
            refuseName(field.getPropertyId());
            refuse(field.getPropertyValue() == null ? null : field.getPropertyValue().toString());
        }
    }

    @Override
    public void handleEvents(List<HistoryEvent> events) {
        events.forEach(this::handleEvent);
    }

    private static void refuseName(String name) {
        if (name != null && CARD_VARIABLE.matcher(name).matches()) {
            throw refusal();
        }
    }

    private static void refuse(String text) {
        if (text != null && (CARD_FIELD.matcher(text).find() || CardNumbers.contains(text))) {
            throw refusal();
        }
    }

    private static BadUserRequestException refusal() {
        return new BadUserRequestException("Card data is not accepted here: finance enters it at the payment, by POST /api/eseals/{id}/card-payment.");
    }
}
