package io.eseal.notification;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

import java.util.List;

/** Sends mail to users who have an address and to the operators', where a mail server is configured. A failing server stops nothing. */
@Component
class Mailbox {

    private static final Logger log = LoggerFactory.getLogger(Mailbox.class);

    private final ObjectProvider<JavaMailSender> sender;
    private final IdentityService identity;
    private final NotificationSettings settings;

    Mailbox(ObjectProvider<JavaMailSender> sender, IdentityService identity, NotificationSettings settings) {
        this.sender = sender;
        this.identity = identity;
        this.settings = settings;
    }

    void send(String userId, String subject, String text) {
        sender.ifAvailable(server -> {
            User user = identity.createUserQuery().userId(userId).singleResult();
            if (user != null && user.getEmail() != null && !user.getEmail().isBlank()) {
                send(server, List.of(user.getEmail()), userId, subject, text);
            }
        });
    }

    void sendToOperators(String subject, String text) {
        if (!settings.operators().isEmpty()) {
            sender.ifAvailable(server -> send(server, settings.operators(), "operators", subject, text));
        }
    }

    private void send(JavaMailSender server, List<String> addresses, String whom, String subject, String text) {
        SimpleMailMessage mail = new SimpleMailMessage();
        mail.setFrom(settings.from());
        mail.setTo(addresses.toArray(String[]::new));
        mail.setSubject(subject);
        mail.setText(text);
        try {
            server.send(mail);
        } catch (MailException e) {
            log.warn("Mail to {} could not be sent: {}", whom, e.getMessage());
        }
    }
}
