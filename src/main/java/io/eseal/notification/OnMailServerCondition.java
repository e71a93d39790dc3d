package io.eseal.notification;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Matches if {@code spring.mail.host} names a mail server. */
class OnMailServerCondition implements Condition {

    /** Returns whether these settings name a mail server. */
    static boolean in(Environment settings) {
        return StringUtils.hasText(settings.getProperty("spring.mail.host"));
    }

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return in(context.getEnvironment());
    }
}
