package io.eseal.session;

import org.springframework.boot.autoconfigure.session.DefaultCookieSerializerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;

/**
 * Has the servlet container's sessions replaced by those of the database; the cookie is as server.servlet.session says.
 */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
class SessionConfiguration {

    /** The id is made of letters, digits, hyphens and underscores: nothing that a cookie could not hold. */
    @Bean
    DefaultCookieSerializerCustomizer plainSessionId() {
        return cookie -> cookie.setUseBase64Encoding(false);
    }
}
