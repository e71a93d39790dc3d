package io.eseal.carddata;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class CardDataConfiguration {

    /** Around all others: what is refused may be refused by any of them. */
    @Bean
    FilterRegistrationBean<CardConnectionCloseFilter> passingConnections() {
        var registration = new FilterRegistrationBean<>(new CardConnectionCloseFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** Before sign-in, which writes addresses to its debug log and can keep one in the session. */
    @Bean
    FilterRegistrationBean<CardFreeAddresses> cardFreeAddresses(ObjectMapper json) {
        var registration = new FilterRegistrationBean<>(new CardFreeAddresses(new CardRefusal(json)));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    /** After sign-in: nobody's body is read who may not call. */
    @Bean
    FilterRegistrationBean<CheckedBodies> checkedBodies(ObjectMapper json) {
        var registration = new FilterRegistrationBean<>(new CheckedBodies(new CardRefusal(json)));
        registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 2);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setAsyncSupported(true);
        return registration;
    }

    /** Of the bodies that are read. */
    @Bean
    FilterRegistrationBean<CardFreeBodies> cardFreeBodies(ObjectMapper json) {
        var registration = new FilterRegistrationBean<>(new CardFreeBodies(new CardRefusal(json)));
        registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 3);
        registration.addUrlPatterns("/engine-rest/*", "/camunda/api/*");
        registration.setAsyncSupported(true);
        return registration;
    }

    /**
     * With {@code server.tomcat.processor-cache: 0}: what Tomcat read of a call goes with the call, or with its
     * connection.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> passingBuffers() {
        return factory -> factory.addConnectorCustomizers(connector -> connector.setProperty("socket.bufferPool", "0"));
    }

    /** Pooled buffers and tables of known names would keep what was read last: a name, too, can be a card number. */
    @Bean
    Jackson2ObjectMapperBuilderCustomizer forgetfulJson() {
        return mapper -> mapper.factory(JsonFactory.builder()
                .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .build());
    }
}
