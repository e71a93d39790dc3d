package io.eseal.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.ProcessEngineException;
import org.junit.jupiter.api.Test;

class UnreadableCallTest {

    @Test
    void what_fails_so_often_that_the_java_machine_leaves_its_trace_out_is_still_a_wrong_call() {
        assertThat(UnreadableCall.says(thrownAt())).isPresent();
    }

    @Test
    void what_the_interface_stumbles_over_is_a_wrong_call() {
        assertThat(UnreadableCall.says(
                        thrownAt("java.util.regex.Matcher", "org.camunda.bpm.engine.impl.util.EnsureUtil")))
                .isPresent();
        assertThat(UnreadableCall.says(thrownAt("org.camunda.bpm.engine.rest.dto.identity.GroupDto")))
                .isPresent();
    }

    @Test
    void a_query_that_fails_on_its_own_conditions_is_a_wrong_call_however_deep_its_failure_lies() {
        Throwable failed = at(
                new UnsupportedOperationException(),
                "java.util.AbstractList",
                "org.camunda.bpm.engine.impl.TaskQueryImpl",
                "io.eseal.taskquery.TaskQueries");

        assertThat(UnreadableCall.says(new ProcessEngineException("### SQL", new IllegalStateException(failed))))
                .hasValueSatisfying(sentence -> assertThat(sentence).doesNotContain("SQL"));
    }

    @Test
    void a_query_that_the_services_own_code_fails_on_is_a_fault_of_the_service() {
        Throwable failed = at(
                new UnsupportedOperationException(),
                "java.util.AbstractList",
                "io.eseal.taskquery.TaskQueries",
                "org.camunda.bpm.engine.impl.TaskQueryImpl");

        assertThat(UnreadableCall.says(new ProcessEngineException("failed", failed)))
                .isEmpty();
        assertThat(UnreadableCall.says(
                        at(new IllegalStateException("pool"), "org.camunda.bpm.engine.impl.TaskQueryImpl")))
                .isEmpty();
    }

    @Test
    void a_fault_of_the_service_is_not_put_on_the_caller() {
        assertThat(UnreadableCall.says(thrownAt(
                        "io.eseal.lifecycle.EsealRegister", "org.camunda.bpm.engine.rest.impl.TaskRestServiceImpl")))
                .isEmpty();
    }

    private static NullPointerException thrownAt(String... classes) {
        return at(new NullPointerException(), classes);
    }

    private static <T extends Throwable> T at(T exception, String... classes) {
        StackTraceElement[] trace = new StackTraceElement[classes.length];
        for (int i = 0; i < classes.length; i++) {
            trace[i] = new StackTraceElement(classes[i], "any", null, -1);
        }
        exception.setStackTrace(trace);
        return exception;
    }
}
