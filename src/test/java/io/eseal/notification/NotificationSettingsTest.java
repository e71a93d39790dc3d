package io.eseal.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

class NotificationSettingsTest {

    @Test
    void a_group_s_addresses_come_from_the_environment() {
        NotificationSettings settings = bind(Map.of(
                "ESEAL_NOTIFICATION_GROUPS_LEGAL_APPROVERS",
                "a@example.org, b@example.org",
                "ESEAL_NOTIFICATION_BASE_URL",
                "https://seals.example.org/eseal/"));

        assertThat(settings.groups().of("legal-approvers")).containsExactly("a@example.org", "b@example.org");
        assertThat(settings.groups().of("finance")).isEmpty();
        assertThat(settings.groups().of("another")).isEmpty();
        assertThat(settings.baseUrl()).isEqualTo("https://seals.example.org/eseal");
    }

    @ParameterizedTest
    @CsvSource({
        "ESEAL_NOTIFICATION_GROUPS_OPERATORS, ops, operators[",
        "ESEAL_NOTIFICATION_BASE_URL, seals.example.org, must be an address such as https",
        "ESEAL_NOTIFICATION_BASE_URL, javascript:alert(1), must be an address",
        "ESEAL_NOTIFICATION_BASE_URL, https://a/?b, must be an address",
        "ESEAL_NOTIFICATION_FROM, nobody at all, eseal.notification.from must be a mail address",
        "ESEAL_NOTIFICATION_GIVE_UP_AFTER, PT0S, giveUpAfter"
    })
    void what_is_none_is_refused_by_name(String setting, String value, String complaint) {
        assertThatCode(() -> bind(Map.of(setting, value))).rootCause().hasMessageContaining(complaint);
    }

    private static NotificationSettings bind(Map<String, Object> variables) {
        LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean();
        validator.afterPropertiesSet();
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        "test-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        return new Binder(ConfigurationPropertySources.get(environment))
                .bindOrCreate(
                        "eseal.notification",
                        Bindable.of(NotificationSettings.class),
                        new ValidationBindHandler(validator));
    }
}
