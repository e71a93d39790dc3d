package io.eseal.notification;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.util.List;

/**
 * @param from      sender of the mails; mail is sent once {@code spring.mail.host} is set
 * @param operators addresses of those who look after the service; nobody by default
 */
@Validated
@ConfigurationProperties("eseal.notification")
record NotificationSettings(@NotBlank @DefaultValue("eseal-orchestrator@localhost") String from, @DefaultValue List<@NotBlank @Email String> operators) {
}
