package io.eseal.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.security.Groups;
import io.eseal.task.TaskCatalogue;
import io.eseal.task.TaskList;
import io.eseal.task.Tasks;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Documentation;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;

/** The lists and the model's tasks fit together. */
class TaskListsTest {

    private static final BpmnModelInstance MODEL =
            Bpmn.readModelFromStream(TaskListsTest.class.getResourceAsStream("/bpmn/eseal-lifecycle.bpmn"));
    private static final TaskCatalogue CATALOGUE = Tasks.catalogue();
    private static final double AA = 4.5;

    @Test
    void every_task_of_the_model_is_in_one_list_of_its_kind() {
        List<String> listed = Stream.of(TaskList.values())
                .flatMap(list -> CATALOGUE.ids(task -> task.display().list() == list).stream())
                .toList();

        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        tasks().stream().map(UserTask::getId).toList());
    }

    @Test
    void every_task_of_the_model_says_when_it_is_due_and_what_is_to_be_done_by_whom() {
        assertThat(tasks()).isNotEmpty().allSatisfy(task -> {
            assertThat(task.getCamundaDueDate()).as(task.getId()).isEqualTo("${taskSchedule.due(execution)}");
            assertThat(task.getCamundaFollowUpDate()).as(task.getId()).isEqualTo("${taskSchedule.followUp(execution)}");
            assertThat(task.getDocumentations())
                    .as(task.getId())
                    .extracting(Documentation::getTextContent)
                    .singleElement()
                    .asString()
                    .endsWith(".");
        });
    }

    @Test
    void keys_and_names_of_lists_tell_them_apart() {
        assertThat(TaskFilters.all(CATALOGUE)).extracting(TaskFilter::key).doesNotHaveDuplicates();
        assertThat(TaskFilters.all(CATALOGUE)).extracting(TaskFilter::name).doesNotHaveDuplicates();
    }

    @Test
    void every_group_but_the_administrators_has_a_list() {
        assertThat(TaskFilters.all(CATALOGUE).stream()
                        .flatMap(list -> list.groups().stream())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(Groups.ALL.stream()
                        .filter(group -> !group.equals(Groups.ADMINISTRATORS))
                        .toList());
    }

    /** WCAG 2.2, success criterion 1.4.3. */
    @Test
    void names_of_lists_are_readable_on_white_and_on_light_grey() {
        assertThat(TaskFilters.all(CATALOGUE)).allSatisfy(list -> {
            assertThat(contrast(list.color(), "#ffffff")).as(list.name()).isGreaterThanOrEqualTo(AA);
            assertThat(contrast(list.color(), "#f4f6f8")).as(list.name()).isGreaterThanOrEqualTo(AA);
        });
    }

    private static Collection<UserTask> tasks() {
        return MODEL.getModelElementsByType(UserTask.class);
    }

    private static double contrast(String text, String ground) {
        return (luminance(ground) + 0.05) / (luminance(text) + 0.05);
    }

    private static double luminance(String color) {
        int rgb = Integer.parseInt(color.substring(1), 16);
        return 0.2126 * linear(rgb >> 16 & 0xff) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
    }

    private static double linear(int channel) {
        double part = channel / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
