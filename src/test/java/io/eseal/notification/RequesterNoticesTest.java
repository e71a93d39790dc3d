package io.eseal.notification;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.StateEntered;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Answers;
import org.mockito.ArgumentCaptor;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.MailSendException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

class RequesterNoticesTest {

    private final JavaMailSender server = mock(JavaMailSender.class);
    private final EsealRegister register = mock(EsealRegister.class);
    private final IdentityService identity = mock(IdentityService.class, Answers.RETURNS_DEEP_STUBS);
    private final User requester = mock(User.class);
    private final RequesterNotices notices = new RequesterNotices(register, new Mailbox(
            new StaticListableBeanFactory(Map.of("mail", server)).getBeanProvider(JavaMailSender.class), identity,
            new NotificationSettings("seals@example.org", List.of())));

    @BeforeEach
    void aRequesterWithAnAddress() {
        when(identity.createUserQuery().userId("requester").singleResult()).thenReturn(requester);
        when(requester.getEmail()).thenReturn("requester@example.org");
    }

    @Test
    void tellsTheRequesterThatTheSealIsInService() {
        on(EsealState.IN_SERVICE);

        ArgumentCaptor<SimpleMailMessage> mail = ArgumentCaptor.forClass(SimpleMailMessage.class);
        verify(server).send(mail.capture());
        assertThat(mail.getValue().getTo()).containsExactly("requester@example.org");
        assertThat(mail.getValue().getFrom()).isEqualTo("seals@example.org");
        assertThat(mail.getValue().getSubject()).isEqualTo("ES-00000001, Example Organisation: IN_SERVICE");
        assertThat(mail.getValue().getText()).isEqualTo("Your seal is in service.");
    }

    @Test
    void isSilentWhereNothingIsToBeKnown() {
        on(EsealState.PAYMENT);

        verify(server, never()).send(any(SimpleMailMessage.class));
    }

    @Test
    void sendsNothingToAUserWithoutAnAddress() {
        when(requester.getEmail()).thenReturn(null);

        on(EsealState.REJECTED);

        verify(server, never()).send(any(SimpleMailMessage.class));
    }

    @Test
    void aFailingMailServerStopsNothing() {
        doThrow(new MailSendException("no answer")).when(server).send(any(SimpleMailMessage.class));

        assertThatCode(() -> on(EsealState.REJECTED)).doesNotThrowAnyException();
        verify(server).send(any(SimpleMailMessage.class));
    }

    private void on(EsealState state) {
        when(register.find("ES-00000001")).thenReturn(Optional.of(new Eseal("ES-00000001", state, "requester",
                JsonNodeFactory.instance.objectNode(), Optional.empty(), Optional.of("Example Organisation"), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1, List.of(), Optional.empty(),
                Optional.empty(), Instant.EPOCH, Instant.EPOCH)));
        notices.on(new StateEntered("ES-00000001", state));
    }
}
