package io.eseal.carddata;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.screening.CardFields;
import io.eseal.screening.CardNumbers;
import io.eseal.screening.PrivateKeys;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.history.event.HistoricFormPropertyEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricIdentityLinkLogEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricTaskInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricVariableUpdateEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.jspecify.annotations.Nullable;

/**
 * Refuses card data and private keys in process variables, form fields, and the texts of tasks and instances, whichever
 * interface they come by. The engine sends every value to its history before the transaction commits, and the exception
 * rolls the transaction back.
 */
class CardDataGuard implements HistoryEventHandler {

    private static final Pattern FILLED_FIELD = Pattern.compile("\"([^\"\\\\]{1,40})\"\\s*+:\\s*+(?!null\\b)");
    private static final Pattern SHOWABLE = Pattern.compile("[\\p{L}\\p{N} ._\\[\\]-]{1,200}");
    // A file may be in any of these encodings.
    private static final List<Charset> ENCODINGS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);
    private static final int DEEPEST = 64;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build());

    @Override
    public void handleEvent(HistoryEvent event) {
        if (event instanceof HistoricVariableUpdateEventEntity variable) {
            String name = variable.getVariableName();
            refuseName(name);
            if (isOfACertificate(variable)) {
                refuseKey(name, PrivateKeys.contains(variable.getTextValue()));
                refuseKey(name, PrivateKeys.contains(variable.getByteValue()));
                return;
            }
            refuse(name, variable.getTextValue());
            refuse(name, variable.getTextValue2());
            if (variable.getByteValue() != null) {
                ENCODINGS.forEach(encoding -> refuse(name, new String(variable.getByteValue(), encoding)));
                refuseKey(name, PrivateKeys.contains(variable.getByteValue()));
            }
            refuse(
                    name,
                    variable.getLongValue() == null
                            ? null
                            : variable.getLongValue().toString());
            refuse(name, variable.getDoubleValue() == null ? null : whole(variable.getDoubleValue()));
        } else if (event instanceof HistoricFormPropertyEventEntity field) {
            refuseName(field.getPropertyId());
            refuse(
                    field.getPropertyId(),
                    field.getPropertyValue() == null
                            ? null
                            : field.getPropertyValue().toString());
        } else if (event instanceof HistoricTaskInstanceEventEntity task) {
            refuse("name", task.getName());
            refuse("description", task.getDescription());
            refuse("assignee", task.getAssignee());
            refuse("owner", task.getOwner());
            refuse("deleteReason", task.getDeleteReason());
        } else if (event instanceof HistoricProcessInstanceEventEntity instance) {
            refuse("businessKey", instance.getBusinessKey());
            refuse("deleteReason", instance.getDeleteReason());
        } else if (event instanceof HistoricIdentityLinkLogEventEntity link) {
            refuse("userId", link.getUserId());
            refuse("groupId", link.getGroupId());
        }
    }

    /**
     * Returns whether the value is what people assess of a certificate. Its numbers are an issuer's, one in some
     * thousands looks like a card number, and nobody but the service writes this variable of a task.
     */
    private static boolean isOfACertificate(HistoricVariableUpdateEventEntity variable) {
        return variable.getTaskId() != null && Variables.ASSESSMENT.equals(variable.getVariableName());
    }

    /** Writes a number without exponent: {@code 4.1E15} has sixteen digits. */
    private static String whole(double number) {
        return Math.abs(number) < 1e19 ? new BigDecimal(number).toBigInteger().toString() : "";
    }

    @Override
    public void handleEvents(List<HistoryEvent> events) {
        events.forEach(this::handleEvent);
    }

    /**
     * Refuses a text that holds a private key, a number that looks like a card number, or a field that is named like
     * card data.
     *
     * @param field name of the field in the message, which never quotes the value
     * @throws BadUserRequestException when the text is refused
     */
    static void refuse(String field, @Nullable String text) {
        if (text == null) {
            return;
        }
        refuseKey(field, PrivateKeys.contains(text));
        // JSON is parsed, because its digits may be escaped.
        JsonNode json = parsed(text);
        Optional<String> place = find(json);
        if (place.isPresent() || CardNumbers.contains(text)) {
            throw refusal(
                    field + place.orElse(""),
                    "holds what looks like a card number (13 to 19 digits of a known brand whose check digit fits)");
        }
        if (holdsCardField(json)
                || FILLED_FIELD.matcher(text).results().anyMatch(found -> CardFields.isOne(found.group(1)))) {
            throw refusal(field, "holds a field of card data");
        }
    }

    private static void refuseName(@Nullable String name) {
        if (name != null && (CardFields.isOne(name) || CardNumbers.contains(name))) {
            throw refusal(name, "is named like card data");
        }
        refuseKey("?", PrivateKeys.contains(name));
    }

    private static void refuseKey(String field, boolean key) {
        if (key) {
            throw new BadUserRequestException(
                    "The field " + showable(field) + " is not accepted. " + PrivateKeys.WHAT_NOW);
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return text.stripLeading().matches("(?s)[{\\[].*") ? JSON.readTree(text) : MissingNode.getInstance();
        } catch (StreamConstraintsException e) {
            throw new BadUserRequestException("A JSON value may have at most " + DEEPEST + " levels.");
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** Returns the path to the first card number in a JSON value; empty when there is none. */
    private static Optional<String> find(JsonNode node) {
        if (node.isValueNode()) {
            return Optional.of("").filter(here -> CardNumbers.contains(node.asText()));
        }
        Stream<Optional<String>> children = node.isArray()
                ? IntStream.range(0, node.size())
                        .mapToObj(i -> find(node.get(i)).map(rest -> "[" + i + "]" + rest))
                : node.properties().stream()
                        .map(field -> find(field.getValue()).map(rest -> "." + showable(field.getKey()) + rest));
        return children.flatMap(Optional::stream).findFirst();
    }

    private static boolean holdsCardField(JsonNode node) {
        return node.properties().stream()
                        .anyMatch(field -> !field.getValue().isNull() && CardFields.isOne(field.getKey()))
                || node.valueStream().anyMatch(CardDataGuard::holdsCardField);
    }

    private static BadUserRequestException refusal(String field, String rule) {
        return new BadUserRequestException(
                "The field " + showable(field) + " " + rule + ". " + CardNumbers.WHERE_THEY_GO);
    }

    // A field name is input, too, and may itself hold card data.
    private static String showable(String name) {
        return SHOWABLE.matcher(name).matches() && !CardNumbers.contains(name) && !PrivateKeys.contains(name)
                ? name
                : "?";
    }
}
