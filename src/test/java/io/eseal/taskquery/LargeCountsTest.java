package io.eseal.taskquery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.Test;

/** Numbers may be old when they are large; lists may not. */
class LargeCountsTest {

    private static final int FEW = 2;

    @Test
    void a_small_number_is_counted_each_time_a_large_one_once_in_a_while() throws Exception {
        try (Engines engines = Engines.onH2()) {
            ProcessEngine engine = engines.withPlugin(FEW, Duration.ofHours(1));

            assertThat(shownAfterAnother(engine)).isEqualTo("1 of 1");
            assertThat(shownAfterAnother(engine)).isEqualTo("2 of 2");
            assertThat(shownAfterAnother(engine)).isEqualTo("3 of 3");
            assertThat(shownAfterAnother(engine)).isEqualTo("4 of 3");
        }
    }

    @Test
    void a_large_number_is_counted_anew_after_that_while() throws Exception {
        try (Engines engines = Engines.onH2()) {
            ProcessEngine engine = engines.withPlugin(FEW, Duration.ZERO);
            shownAfterAnother(engine);
            shownAfterAnother(engine);
            shownAfterAnother(engine);

            assertThat(shownAfterAnother(engine)).isEqualTo("4 of 4");
        }
    }

    @Test
    void a_number_that_is_kept_for_one_person_is_shown_to_no_other() throws Exception {
        try (Engines engines = Engines.onH2()) {
            ProcessEngine engine = engines.withPlugin(FEW, Duration.ofHours(1));
            shownAfterAnother(engine);
            shownAfterAnother(engine);
            shownAfterAnother(engine);

            assertThat(shown(engine, "anna")).isEqualTo("3 of 3");
            assertThat(shown(engine, "bert")).isEqualTo("0 of 0");
        }
    }

    private static String shownAfterAnother(ProcessEngine engine) {
        engine.getRuntimeService().startProcessInstanceByKey("one");
        engine.getTaskService()
                .createTaskQuery()
                .taskUnassigned()
                .list()
                .forEach(task -> engine.getTaskService().setAssignee(task.getId(), "anna"));
        return shown(engine, "anna");
    }

    private static String shown(ProcessEngine engine, String caller) {
        engine.getIdentityService().setAuthentication(caller, List.of());
        try {
            TaskQuery own = engine.getTaskService().createTaskQuery().taskAssignee("anna");
            return own.list().size() + " of " + own.count();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }
}
