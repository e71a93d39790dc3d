package io.eseal.permissions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.permissions.Visits.Answer;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads from answers what somebody gets of a route. An administrator's answer says what there is to be had. */
final class AnswerClass {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** The words of the process's own rules, which the engine's interfaces answer as bad requests or faults. */
    private static final Pattern REFUSED_BY_RULE =
            Pattern.compile("Only members of|cannot end in an error|is closed|dministrators may");

    /** The words of rules that are asked only of whoever may make the call. */
    private static final Pattern REFUSED_AFTER_PERMISSION = Pattern.compile("was not delegated");

    private AnswerClass() {}

    /** Returns the access to a route that names a thing, from the answers for the own thing and for another's. */
    static Access ofThing(Route route, Person person, Answer own, Answer others, Answer administrators) {
        Access mine = ofAnswer(route, person, own, administrators);
        Access theirs = own.equals(others) ? mine : ofAnswer(route, person, others, administrators);
        if (mine == theirs) {
            return mine;
        }
        if (theirs == Access.YES) {
            throw new Unclear(route, person, "gets what is others' but not the own", others);
        }
        return mine == Access.YES ? Access.OWN : Access.NO;
    }

    /** Returns the access to a route that names no thing: a list is as long as the caller may see. */
    static Access ofList(Route route, Person person, Answer answer, Answer administrators, String others) {
        Access access = ofAnswer(route, person, answer, administrators);
        OptionalLong all = access == Access.YES ? length(administrators) : OptionalLong.empty();
        if (all.isEmpty()) {
            return access;
        }
        long seen = length(answer).orElse(0);
        if (seen == 0) {
            return Access.NONE;
        }
        if (seen < all.getAsLong() && answer.body().contains(others)) {
            throw new Unclear(route, person, "sees something of others among the own", answer);
        }
        return seen < all.getAsLong() ? Access.OWN : Access.YES;
    }

    private static Access ofAnswer(Route route, Person person, Answer answer, Answer administrators) {
        int status = answer.status();
        if (status == 401
                || status == 403
                || REFUSED_BY_RULE.matcher(answer.body()).find()) {
            return Access.NO;
        }
        if (REFUSED_AFTER_PERMISSION.matcher(answer.body()).find()) {
            return Access.YES;
        }
        if (person == Person.ADMIN && route.inTable().startsWith(Route.ENGINE) && status >= 400) {
            // The engine refuses administrators nothing; it has read the call and does not like what it says.
            return status == 404 ? Access.NONE : Access.YES;
        }
        if (status == 404) {
            return administrators.status() == 404 ? Access.NONE : Access.NO;
        }
        if (status >= 500 || status == 400) {
            throw new Unclear(route, person, "is answered so that nobody can tell whether it was permitted", answer);
        }
        return Access.YES;
    }

    private static OptionalLong length(Answer answer) {
        try {
            JsonNode json = answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
            if (json.isArray()) {
                return OptionalLong.of(json.size());
            }
            String total = json.has("items") ? "total" : "count";
            return json.path(total).isIntegralNumber()
                    ? OptionalLong.of(json.get(total).asLong())
                    : OptionalLong.empty();
        } catch (JsonProcessingException noJson) {
            return OptionalLong.empty();
        }
    }

    /** Nothing can be read from the answer. */
    static final class Unclear extends RuntimeException {

        Unclear(Route route, Person person, String what, Answer answer) {
            super(route + " as " + person.user() + " " + what + ": " + answer);
        }
    }
}
