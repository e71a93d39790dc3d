package io.eseal.notification;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Renders mails and passes them to the mail server, one at a time. */
@Component
@ConditionalOnMail
class MailServer {

    private final JavaMailSender server;
    private final MailRenderer renderer;
    private final NotificationSettings settings;
    private final Clock clock;
    private final Counter sent;

    MailServer(
            JavaMailSender server,
            MailRenderer renderer,
            NotificationSettings settings,
            MeterRegistry meters,
            Clock clock) {
        this.server = server;
        this.renderer = renderer;
        this.settings = settings;
        this.clock = clock;
        this.sent = Counter.builder("eseal.mail.sent")
                .description("Mails that the mail server took from this node")
                .register(meters);
    }

    /**
     * Sends the mail.
     *
     * @param facts data that the mail shows
     * @throws jakarta.mail.internet.AddressException if the recipient's address is invalid
     * @throws org.springframework.mail.MailException if the server cannot be reached, or refuses the mail
     * @throws MessagingException if the mail cannot be put together
     */
    void send(OutgoingMail mail, Map<String, Object> facts) throws MessagingException {
        server.send(message(mail, renderer.write(mail.kind(), facts)));
        sent.increment();
    }

    private MimeMessage message(OutgoingMail mail, RenderedMail rendered) throws MessagingException {
        MimeMessage message = server.createMimeMessage();
        message.setFrom(new InternetAddress(settings.from(), true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.recipient(), true));
        message.setSubject(rendered.subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        // RFC 3834: keeps automatic absence notices from answering.
        message.setHeader("Auto-Submitted", "auto-generated");
        MimeMultipart both = new MimeMultipart("alternative");
        both.addBodyPart(part(rendered.text(), "plain"));
        both.addBodyPart(part(rendered.html(), "html"));
        message.setContent(both);
        return message;
    }

    private static MimeBodyPart part(String text, String type) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, StandardCharsets.UTF_8.name(), type);
        return part;
    }
}
