package io.eseal.notification;

import io.eseal.comparison.DifferencesFound;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mail.MailSendException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

class OperatorNoticesTest {

    private final JavaMailSender server = mock(JavaMailSender.class);

    @Test
    void tellsOperatorsWhatANewCheckFound() {
        notices(List.of("ops@example.org", "night@example.org")).on(new DifferencesFound(17, List.of("Order 2 is unknown.", "Order 8 is foreign.")));

        ArgumentCaptor<SimpleMailMessage> mail = ArgumentCaptor.forClass(SimpleMailMessage.class);
        verify(server).send(mail.capture());
        assertThat(mail.getValue().getTo()).containsExactly("ops@example.org", "night@example.org");
        assertThat(mail.getValue().getFrom()).isEqualTo("seals@example.org");
        assertThat(mail.getValue().getSubject()).isEqualTo("Ledger and CertCentral differ: 2 new");
        assertThat(mail.getValue().getText()).isEqualTo("Order 2 is unknown.\nOrder 8 is foreign.\n\nReport: /api/ledger-checks/17");
    }

    @Test
    void aLongListIsCut() {
        notices(List.of("ops@example.org")).on(new DifferencesFound(17, Collections.nCopies(101, "x")));

        ArgumentCaptor<SimpleMailMessage> mail = ArgumentCaptor.forClass(SimpleMailMessage.class);
        verify(server).send(mail.capture());
        assertThat(mail.getValue().getText()).contains("x\n… and 1 more.\n");
    }

    @Test
    void sendsNothingWithoutAnAddress() {
        notices(List.of()).on(new DifferencesFound(17, List.of("Order 2 is unknown.")));

        verify(server, never()).send(any(SimpleMailMessage.class));
    }

    @Test
    void aFailingMailServerStopsNothing() {
        doThrow(new MailSendException("no answer")).when(server).send(any(SimpleMailMessage.class));

        assertThatCode(() -> notices(List.of("ops@example.org")).on(new DifferencesFound(17, List.of("x")))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ops", "ops@example.org,night"})
    void anAddressThatIsNoneIsRefused(String operators) {
        LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean();
        validator.afterPropertiesSet();
        assertThatCode(() -> new Binder(new MapConfigurationPropertySource(Map.of("eseal.notification.operators", operators)))
                .bind("eseal.notification", Bindable.of(NotificationSettings.class), new ValidationBindHandler(validator)))
                .rootCause().hasMessageContaining("operators[");
    }

    private OperatorNotices notices(List<String> operators) {
        return new OperatorNotices(new Mailbox(new StaticListableBeanFactory(Map.of("mail", server)).getBeanProvider(JavaMailSender.class),
                mock(IdentityService.class), new NotificationSettings("seals@example.org", operators)));
    }
}
