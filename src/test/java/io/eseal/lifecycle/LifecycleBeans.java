package io.eseal.lifecycle;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;
import java.util.Map;

/** The register and the timeline as they are, on the engine's own database. */
public final class LifecycleBeans {

    public final Actors actors;
    public final Timeline timeline;
    public final EsealRegister register;

    public LifecycleBeans(ProcessEngine engine, JdbcClient jdbc, ObjectMapper json, Clock clock) {
        actors = new Actors(engine.getIdentityService());
        timeline = new Timeline(jdbc, actors, clock);
        register = new EsealRegister(jdbc, json, timeline, event -> { }, clock);
    }

    public Map<String, Object> named() {
        return Map.of("esealRegister", register, "recordDecision", new RecordDecision(timeline));
    }
}
