package io.eseal.certificate;

import static io.eseal.task.UserTaskDefinition.task;

import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.Outcome;
import io.eseal.security.Groups;
import io.eseal.task.InputKind;
import io.eseal.task.TaskInput;
import io.eseal.task.TaskList;
import io.eseal.task.TaskMail;
import io.eseal.task.UserTaskDefinition;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Defines the tasks from the delivery of a certificate to its renewal. */
@Configuration(proxyBeanMethods = false)
class CertificateTasks {

    private static final int LONGEST_NAME = 200;

    static final TaskInput TOKEN_RECEIVED_ON = TaskInput.day(Variables.TOKEN_RECEIVED_ON)
            .requiredTo(
                    Set.of(Outcome.RECEIVED),
                    "The field tokenReceivedOn is required: the day on which the token came, such as 2026-01-31.");
    static final TaskInput TOKEN_SERIAL = TaskInput.text(Variables.TOKEN_SERIAL, LONGEST_NAME)
            .requiredTo(
                    Set.of(Outcome.RECEIVED),
                    "The field tokenSerial is required: the serial number printed on the token.");
    static final TaskInput PIN_RECEIVED_BY = TaskInput.text(Variables.PIN_RECEIVED_BY, LONGEST_NAME)
            .requiredTo(
                    Set.of(Outcome.RECEIVED),
                    "The field pinReceivedBy is required: who received the letter with the PIN.");

    /** The decisions by which a person asks for the revocation of a seal whose token is of no use. */
    static final Set<Outcome> LOSSES = EnumSet.of(Outcome.LOST, Outcome.REPLACE);

    @Bean
    UserTaskDefinition confirmTokenReceivedTask() {
        return task(Elements.USER_CONFIRM_TOKEN_RECEIVED, TaskList.REQUESTERS)
                .doneByRequesterOr(Groups.OPERATORS)
                .asks(
                        TaskInput.decisionOr(Outcome.RECEIVED, Outcome.REPLACE, Outcome.LOST),
                        TOKEN_RECEIVED_ON,
                        TOKEN_SERIAL,
                        PIN_RECEIVED_BY,
                        whatHappened())
                // A token comes by post.
                .due(Duration.ofDays(14))
                .followUp(Duration.ofDays(7))
                .mails(TaskMail.Kind.DELIVERY)
                .build();
    }

    /** Defines the task of installation, in which each step must be ticked. */
    @Bean
    UserTaskDefinition installCertificateTask() {
        return task(Elements.USER_INSTALL_CERTIFICATE, TaskList.REQUESTERS)
                .doneByRequesterOr(Groups.OPERATORS)
                .asks(
                        TaskInput.decisionOr(Outcome.INSTALLED, Outcome.REPLACE, Outcome.LOST),
                        whatHappened(),
                        TaskInput.json(Variables.INSTALLATION),
                        step("trustAssistantInstalled", "DigiCert Trust Assistant is installed"),
                        step("tokenInitialized", "the token is set up and unlocked"),
                        step("certificateInstalled", "the certificate is on the token"),
                        step("sealTested", "a trial seal was made and is valid"))
                .due(Duration.ofDays(5))
                .build();
    }

    @Bean
    UserTaskDefinition assessCertificateTask(AssessCertificate guard) {
        return task(Elements.USER_ASSESS_CERTIFICATE, TaskList.DOUBTS)
                .doneBy(Groups.OPERATORS)
                .bars(guard)
                .asks(
                        TaskInput.decision(Outcome.ACCEPT, Outcome.REFETCH, Outcome.REVOKE),
                        TaskInput.comment()
                                .required("The field comment is required: the reason, which is kept in the record."))
                .build();
    }

    /** Defines the task that a proof completes; by hand it is completed without one. */
    @Bean
    UserTaskDefinition proveSealTask() {
        return task(Elements.USER_PROVE_SEAL, TaskList.REQUESTERS)
                .doneByRequesterOr(Groups.OPERATORS)
                .asks(
                        TaskInput.decision(Outcome.PROVEN, Outcome.WAIVE, Outcome.SKIP),
                        TaskInput.comment()
                                .requiredTo(
                                        Set.of(Outcome.WAIVE),
                                        "The field comment is required to waive the proof: the reason, which is kept in the"
                                                + " record."))
                .due(Duration.ofDays(5))
                .followUp(Duration.ofDays(2))
                .build();
    }

    @Bean
    UserTaskDefinition decideRenewalTask() {
        return task(Elements.USER_DECIDE_RENEWAL, TaskList.REQUESTERS)
                .doneByRequesterOr(Groups.OPERATORS)
                .asks(
                        TaskInput.decision(Outcome.RENEW, Outcome.LAPSE),
                        TaskInput.comment().outsideOfTheForm())
                .due(Duration.ofDays(30))
                .followUp(Duration.ofDays(14))
                .mails(TaskMail.Kind.RENEWAL_WANTED)
                .build();
    }

    private static TaskInput step(String field, String done) {
        String path = Variables.INSTALLATION + "." + field;
        return TaskInput.field(path, InputKind.TICK)
                .requiredTo(Set.of(Outcome.INSTALLED), "The field " + path + " is required to be true: " + done + ".");
    }

    private static TaskInput whatHappened() {
        return TaskInput.comment()
                .requiredTo(LOSSES, "The field comment is required to ask for a revocation: what happened.");
    }
}
