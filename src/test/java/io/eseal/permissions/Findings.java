package io.eseal.permissions;

import io.eseal.permissions.AnswerClass.Unclear;
import io.eseal.permissions.Visits.Answer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Access that each person really has to each route.
 *
 * @param access by route and person
 * @param unclear sentences about calls that say nothing about permission
 */
record Findings(Map<Route, Map<Person, Access>> access, List<String> unclear) {

    private static final int AT_ONCE = 6;

    static Findings of(Collection<Route> routes, Calls calls, Visits visits, TestData data)
            throws InterruptedException, ExecutionException {
        Findings findings = new Findings(new TreeMap<>(), new ArrayList<>());
        var pool = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Map<Route, Future<Map<Person, Access>>> running = new TreeMap<>();
            routes.forEach(route -> running.put(route, pool.submit(() -> new Tour(calls, visits, data).of(route))));
            for (var tour : running.entrySet()) {
                try {
                    findings.access.put(tour.getKey(), tour.getValue().get());
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof Unclear)) {
                        throw e;
                    }
                    findings.unclear.add(e.getCause().getMessage());
                }
            }
        } finally {
            pool.shutdownNow();
        }
        return findings;
    }

    private record Tour(Calls calls, Visits visits, TestData data) {

        Map<Person, Access> of(Route route) {
            Answer administrators = call(route, Person.ADMIN, data.ofOthers(Person.ADMIN));
            Map<Person, Access> access = new EnumMap<>(Person.class);
            for (Person person : Person.ALL) {
                access.put(person, of(route, person, administrators));
            }
            return access;
        }

        private Access of(Route route, Person person, Answer administrators) {
            var own = data.of(person);
            var others = data.ofOthers(person);
            if (!route.template().contains("{") || calls.of(route, own).equals(calls.of(route, others))) {
                Answer answer = person == Person.ADMIN ? administrators : call(route, person, own);
                return AnswerClass.ofList(route, person, answer, administrators, others.get("eseals/id"));
            }
            Answer mine = call(route, person, own);
            // Whoever is refused the own thing need not ask for others'.
            boolean refused = mine.status() == 401 || mine.status() == 403;
            return AnswerClass.ofThing(
                    route, person, mine, refused ? mine : call(route, person, others), administrators);
        }

        private Answer call(Route route, Person person, Map<String, String> things) {
            return visits.call(person.user(), calls.of(route, things));
        }
    }
}
