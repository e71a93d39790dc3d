package io.eseal.notification;

import java.time.Duration;
import java.util.List;

/** Settings as a test needs them. */
final class MailSettings {

    static final String BASE = "https://seals.example.org";

    private MailSettings() {}

    static NotificationSettings standard() {
        return with(new GroupAddresses(List.of(), List.of(), List.of(), List.of("ops@example.org")));
    }

    static NotificationSettings with(GroupAddresses groups) {
        return new NotificationSettings(
                "eSeals <seals@example.org>",
                BASE + "/",
                groups,
                Duration.ofDays(1),
                Duration.ofMinutes(15),
                Duration.ofDays(3),
                Duration.ofSeconds(10),
                Duration.ofMinutes(1));
    }
}
