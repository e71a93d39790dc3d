package io.eseal.attacks;

import io.eseal.permissions.Call;
import io.eseal.permissions.Visits;
import io.eseal.permissions.Visits.Answer;
import io.eseal.system.ApiFixture;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The running service, and whoever tries the doors of its engine. */
abstract class Attack {

    /** Paths at which the engine's REST interface is reached. */
    static final List<String> PLACES =
            List.of("/engine-rest", "/engine-rest/engine/default", "/camunda/api/engine/engine/default");

    static final List<String> WATCHERS = List.of("operator", "auditor", "admin");
    static final List<String> ALL =
            List.of("requester", "legal", "security", "finance", "operator", "auditor", "admin");

    private static final Map<String, Visits> VISITS = new ConcurrentHashMap<>();

    abstract ApiFixture service();

    /** Each of them from each place. */
    void everywhere(List<String> users, Attempt attempt) {
        users.forEach(user -> PLACES.forEach(place -> attempt.as(user, new Place(visits(), user, place))));
    }

    interface Attempt {

        void as(String user, Place place);
    }

    /** One person at one of the engine's places. */
    record Place(Visits visits, String user, String prefix) {

        Answer get(String path) {
            return visits.call(user, new Call("GET", prefix + path, "", ""));
        }

        Answer post(String path, String json) {
            return visits.call(user, new Call("POST", prefix + path, "application/json", json));
        }

        Answer put(String path, String json) {
            return visits.call(user, new Call("PUT", prefix + path, "application/json", json));
        }

        Answer delete(String path) {
            return visits.call(user, new Call("DELETE", prefix + path, "", ""));
        }

        @Override
        public String toString() {
            return user + " at " + prefix;
        }
    }

    Place at(String place, String user) {
        return new Place(visits(), user, place);
    }

    /** A person at /engine-rest. */
    Place as(String user) {
        return at(PLACES.get(0), user);
    }

    private Visits visits() {
        return VISITS.computeIfAbsent(
                service().address(), address -> new Visits(URI.create(address).getPort()));
    }
}
