package io.eseal.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eseal.task.Tasks;
import io.eseal.task.UserTaskDefinition;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class TaskSettingsTest {

    @Test
    void every_task_has_two_days_unless_something_else_is_set() {
        TaskSettings settings = bound(Map.of());

        assertThat(settings.due(task("user_approve_request"))).isEqualTo(Duration.ofDays(2));
        assertThat(settings.followUp(task("user_approve_request"))).isEmpty();
    }

    @Test
    void a_single_task_can_have_its_own_time() {
        TaskSettings settings = bound(Map.of(
                "eseal.tasks.due",
                "PT8H",
                "eseal.tasks.due-of.user_approve_request",
                "P1D",
                "eseal.tasks.follow-up-of.user_chase_validation",
                "PT3H"));

        assertThat(settings.due(task("user_approve_request"))).isEqualTo(Duration.ofDays(1));
        assertThat(settings.due(task("user_update_csr"))).isEqualTo(Duration.ofHours(8));
        assertThat(settings.followUp(task("user_chase_validation"))).contains(Duration.ofHours(3));
    }

    @Test
    void environment_variables_name_tasks_too() {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        Map.of("ESEAL_TASKS_DUEOF_USER_APPROVE_REQUEST", "PT4H")));

        assertThat(bound(environment).due(task("user_approve_request"))).isEqualTo(Duration.ofHours(4));
    }

    @Test
    void a_task_that_is_none_is_refused_by_name() {
        assertThatThrownBy(() -> bound(Map.of("eseal.tasks.due-of.user_aprove_request", "P1D")))
                .rootCause()
                .hasMessageContaining("eseal.tasks.due-of.user_aprove_request names no task of the process")
                .hasMessageContaining("user_approve_request");
    }

    @Test
    void time_that_is_none_is_refused_by_name() {
        assertThatThrownBy(() -> bound(Map.of("eseal.tasks.due", "PT0S")))
                .rootCause()
                .hasMessageContaining("eseal.tasks.due must be longer");
        assertThatThrownBy(() -> bound(Map.of("eseal.tasks.follow-up-of.user_submit_csr", "-P1D")))
                .rootCause()
                .hasMessageContaining("eseal.tasks.follow-up-of.user_submit_csr must be longer");
    }

    @Test
    void a_definition_s_own_time_comes_before_what_holds_for_all() {
        TaskSettings settings = bound(Map.of("eseal.tasks.due", "PT8H"));

        assertThat(settings.due(task("user_submit_csr"))).isEqualTo(Duration.ofDays(5));
        assertThat(settings.followUp(task("user_submit_csr"))).contains(Duration.ofDays(2));
    }

    private static UserTaskDefinition task(String id) {
        return Tasks.catalogue().find(id).orElseThrow();
    }

    private static TaskSettings bound(Map<String, Object> properties) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        return bound(environment);
    }

    private static TaskSettings bound(StandardEnvironment environment) {
        ConfigurationPropertySources.attach(environment);
        return Binder.get(environment).bindOrCreate("eseal.tasks", TaskSettings.class);
    }
}
