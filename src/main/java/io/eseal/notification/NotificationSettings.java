package io.eseal.notification;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** @param from sender of the mails; mail is sent once {@code spring.mail.host} is set */
@Validated
@ConfigurationProperties("eseal.notification")
record NotificationSettings(@NotBlank @DefaultValue("eseal-orchestrator@localhost") String from) {
}
