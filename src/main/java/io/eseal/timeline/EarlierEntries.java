package io.eseal.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads facts from the sentences of entries that were written before database version 12, which have none. Separation
 * of duties, the four eyes and the check of a request's end ask for such facts: here, and nowhere else, a decision
 * depends on a sentence. Such entries stay unchanged, so that their hash, which covers the sentence, stays valid. The
 * patterns follow the sentences of that time, not those that events make today.
 */
final class EarlierEntries {

    private static final Pattern DECISION = Pattern.compile("([\\w-]+): (\\w+)(?: \\((.*)\\))?", Pattern.DOTALL);
    private static final Pattern TASK = Pattern.compile("task (\\S+)");

    private EarlierEntries() {}

    /** Returns the facts of the kinds that decisions or notices depend on; empty for other kinds. */
    static Optional<JsonNode> facts(EventKind kind, String sentence) {
        ObjectNode facts = read(kind, sentence);
        return facts.isEmpty() ? Optional.empty() : Optional.of(facts);
    }

    private static ObjectNode read(EventKind kind, String sentence) {
        return switch (kind) {
            case STATE -> Facts.empty().put("state", sentence);
            case ORDER_STATUS -> Facts.empty().put("status", sentence);
            case TASK_COMPLETED -> Facts.empty().put("task", sentence);
            case REVOCATION_REQUESTED, CANCELLATION_REQUESTED -> Facts.empty().put("reason", sentence);
            case APPROVAL_REMINDER, APPROVAL_ESCALATION -> {
                Matcher task = TASK.matcher(sentence);
                yield task.matches() ? Facts.empty().put("taskId", task.group(1)) : Facts.empty();
            }
            case DECISION -> decision("task", sentence);
            case APPROVAL -> decision("group", sentence);
            default -> Facts.empty();
        };
    }

    private static ObjectNode decision(String subject, String sentence) {
        Matcher decision = DECISION.matcher(sentence);
        return decision.matches()
                ? Facts.empty()
                        .put(subject, decision.group(1))
                        .put("choice", decision.group(2))
                        .put("comment", decision.group(3) == null ? "" : decision.group(3))
                : Facts.empty();
    }
}
