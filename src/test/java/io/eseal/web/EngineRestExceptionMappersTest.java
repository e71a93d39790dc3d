package io.eseal.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.exception.NullValueException;
import org.junit.jupiter.api.Test;

class EngineRestExceptionMappersTest {

    @Test
    void whoever_completes_a_task_a_second_time_is_not_told_that_somebody_else_did() {
        assertThat(EngineRestExceptionMappers.isOver(new NullValueException("Cannot find task with id 1: task is null"))
                        .orElseThrow())
                .isEqualTo(
                        "There is no such task any more: it has been completed already, in another window or by somebody else.");
    }

    @Test
    void what_else_is_missing_is_no_completed_task() {
        assertThat(EngineRestExceptionMappers.isOver(new NullValueException("userId is null")))
                .isEmpty();
    }
}
