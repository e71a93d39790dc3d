package io.eseal.notification;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Logs at the start whether mail is on. */
@Component
class MailAnnouncement {

    private static final Logger log = LoggerFactory.getLogger(MailAnnouncement.class);

    private final Environment environment;
    private final NotificationSettings settings;

    MailAnnouncement(Environment environment, NotificationSettings settings) {
        this.environment = environment;
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void announce() {
        if (OnMailServerCondition.in(environment)) {
            log.info(
                    "Mail is on: by {}, from {}, with links to {}",
                    environment.getProperty("spring.mail.host"),
                    settings.from(),
                    settings.baseUrl());
        } else {
            log.info(
                    "Mail is off: nobody is told of tasks, refusals or incidents by mail until SPRING_MAIL_HOST names a mail server");
        }
    }
}
