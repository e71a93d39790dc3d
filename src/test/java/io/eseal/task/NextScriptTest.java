package io.eseal.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.Outcome;
import io.eseal.security.Groups;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** Tasklist's script that says what happens next names outcomes, groups, states and tasks as the service does. */
class NextScriptTest {

    private static final Pattern KEY = Pattern.compile("(?m)(?:^|,) *(?:'([\\w-]+)'|(\\w+)): '");
    private static final Pattern TASK = Pattern.compile("user_\\w+");

    private final String script = script();

    @Test
    void each_decision_is_an_outcome() {
        assertThat(keys("DECISIONS"))
                .isNotEmpty()
                .isSubsetOf(Stream.of(Outcome.values()).map(Outcome::word).toList());
    }

    @Test
    void each_group_that_does_a_task_has_words() {
        List<String> groups = Tasks.catalogue().all().stream()
                .flatMap(task -> task.doers().groups().stream())
                .toList();

        assertThat(keys("GROUPS")).isSubsetOf(Groups.ALL).containsAll(groups);
    }

    @Test
    void each_state_has_words() {
        assertThat(keys("STATES"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(EsealState.values()).map(Enum::name).toList());
    }

    @Test
    void a_task_that_is_treated_differently_exists_and_is_named_once() {
        assertThat(TASK.matcher(script).results().map(MatchResult::group))
                .doesNotHaveDuplicates()
                .isSubsetOf(Tasks.catalogue().all().stream()
                        .map(UserTaskDefinition::id)
                        .toList());
    }

    private List<String> keys(String table) {
        String start = "const " + table + " = {";
        assertThat(script).containsOnlyOnce(start);
        String rows = script.substring(script.indexOf(start) + start.length());
        return KEY.matcher(rows.substring(0, rows.indexOf("};")))
                .results()
                .map(key -> key.group(1) == null ? key.group(2) : key.group(1))
                .toList();
    }

    private static String script() {
        try {
            return new ClassPathResource("META-INF/resources/webjars/camunda/app/tasklist/scripts/next.js")
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
