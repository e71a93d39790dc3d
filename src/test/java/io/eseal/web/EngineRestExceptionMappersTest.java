package io.eseal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.rest.dto.ExceptionDto;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.BadSqlGrammarException;

class EngineRestExceptionMappersTest {

    @Test
    void whoever_completes_a_task_a_second_time_is_not_told_that_somebody_else_did() {
        assertThat(EngineRestExceptionMappers.isOver(new NullValueException("Cannot find task with id 1: task is null"))
                        .orElseThrow())
                .isEqualTo(
                        "There is no such task any more: it has been completed already, in another window or by somebody else.");
    }

    @Test
    void a_statement_that_failed_is_not_quoted() {
        for (Exception failed : List.of(
                new ProcessEngineException("SQL [select 4111]", new SQLException("near 4111", "42000")),
                new BadSqlGrammarException("a task", "select 4111", new SQLException("near 4111", "42000")),
                new DataIntegrityViolationException("insert 4111"))) {
            Response answer = new EngineRestExceptionMappers.OfWhatWasSent().toResponse((RuntimeException) failed);
            assertThat(answer.getStatus()).isEqualTo(500);
            assertThat(((ExceptionDto) answer.getEntity()).getMessage()).isEqualTo(UnexpectedErrors.FAILED);
        }
        Response busy = new EngineRestExceptionMappers.OfSpring()
                .toResponse(new QueryTimeoutException("select", new SQLException("locked", "HYT00")));
        assertThat(busy.getStatus()).isEqualTo(503);
    }

    @Test
    void what_else_is_missing_is_no_completed_task() {
        assertThat(EngineRestExceptionMappers.isOver(new NullValueException("userId is null")))
                .isEmpty();
    }
}
