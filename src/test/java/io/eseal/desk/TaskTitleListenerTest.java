package io.eseal.desk;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.eseal.fixtures.FakeTask;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.task.Tasks;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskTitleListenerTest {

    private final Map<String, Object> request = new HashMap<>(
            Map.of("provisioning_method", "qscd", "payment_method", "balance", "organization", Map.of("id", 2042709)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user_approve_request|qscd|balance|Approve request: Example AG, token, from the balance",
                "user_pay_by_card|csr|card|Pay by card: Example AG, own key, with a new card",
                "user_resolve_payment|csr|profile|Resolve payment: Example AG, own key, with the stored card",
                "user_install_certificate|qscd|balance|Install certificate: Example AG, token",
                "user_submit_csr|unheard-of|balance|Submit CSR: Example AG"
            })
    void the_name_says_whose_seal_it_is_how_it_is_made_and_paid_where_that_matters(
            String key, String provisioning, String payment, String title) {
        request.put("provisioning_method", provisioning);
        request.put("payment_method", payment);
        FakeTask task = created(key, title.split(":")[0]).with("organizationName", " Example AG ");
        new TaskTitleListener(Tasks.catalogue()).on(task.task);

        verify(task.task).setName(title);
    }

    @Test
    void an_organisation_that_CertCentral_was_not_asked_about_yet_is_named_by_the_request() {
        request.put("organization", Map.of("name", "New AG"));
        FakeTask named = created(Elements.USER_INSTALL_CERTIFICATE, "Install certificate");
        new TaskTitleListener(Tasks.catalogue()).on(named.task);
        verify(named.task).setName("Install certificate: New AG, token");

        request.put("organization", Map.of("id", 7));
        FakeTask numbered = created(Elements.USER_INSTALL_CERTIFICATE, "Install certificate");
        new TaskTitleListener(Tasks.catalogue()).on(numbered.task);
        verify(numbered.task).setName("Install certificate: organisation 7, token");

        request.clear();
        FakeTask unknown = created(Elements.USER_CORRECT_REQUEST, "Correct request");
        new TaskTitleListener(Tasks.catalogue()).on(unknown.task);
        verify(unknown.task).setName("Correct request: ES-00000001");
    }

    @Test
    void a_name_fits_into_its_column() {
        FakeTask task =
                created(Elements.USER_APPROVE_REQUEST, "Approve request").with("organizationName", "x".repeat(300));
        new TaskTitleListener(Tasks.catalogue()).on(task.task);

        verify(task.task).setName(argThat(name -> name.length() == 255));
    }

    @Test
    void the_id_is_a_variable_of_the_task_itself_which_whoever_may_see_the_task_may_see() {
        FakeTask task = created(Elements.USER_APPROVE_REQUEST, "Approve request");
        new TaskTitleListener(Tasks.catalogue()).on(task.task);

        verify(task.task).setVariableLocal("esealId", "ES-00000001");
    }

    @Test
    void a_task_that_is_not_new_keeps_its_name() {
        FakeTask task = created(Elements.USER_APPROVE_REQUEST, "Approve request");
        when(task.task.getEventName()).thenReturn("complete");
        new TaskTitleListener(Tasks.catalogue()).on(task.task);

        verify(task.task, never()).setName(any());
    }

    private FakeTask created(String key, String name) {
        FakeTask task = new FakeTask("ES-00000001", key)
                .with("esealId", "ES-00000001")
                .with("request", ProcessVariables.jsonValue(request));
        when(task.task.getEventName()).thenReturn("create");
        when(task.task.getName()).thenReturn(name);
        return task;
    }
}
