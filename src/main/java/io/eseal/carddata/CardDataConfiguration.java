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

/**
 * Registers the filters and the settings of Tomcat and Jackson that keep card data out of logs, sessions and buffers.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class CardDataConfiguration {

    /** Runs around all other filters, because each of them may refuse a call. */
    @Bean
    FilterRegistrationBean<CardConnectionCloseFilter> passingConnections() {
        var registration = new FilterRegistrationBean<>(new CardConnectionCloseFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** Runs before sign-in, which writes addresses to its debug log and can store one in the session. */
    @Bean
    FilterRegistrationBean<CardFreeAddresses> cardFreeAddresses(ObjectMapper json) {
        var registration = new FilterRegistrationBean<>(new CardFreeAddresses(new CardRefusal(json)));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    /** Runs after sign-in, so that no body is read of a caller who may not call. */
    @Bean
    FilterRegistrationBean<CheckedBodies> checkedBodies(ObjectMapper json) {
        var registration = new FilterRegistrationBean<>(new CheckedBodies(new CardRefusal(json)));
        registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 2);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setAsyncSupported(true);
        return registration;
    }

    /** Runs after {@link CheckedBodies}, which has read the body, and on the engine's REST interfaces only. */
    @Bean
    FilterRegistrationBean<CardFreeBodies> cardFreeBodies(ObjectMapper json) {
        var registration = new FilterRegistrationBean<>(new CardFreeBodies(new CardRefusal(json)));
        registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 3);
        registration.addUrlPatterns("/engine-rest/*", "/camunda/api/*");
        registration.setAsyncSupported(true);
        return registration;
    }

    /**
     * Disables Tomcat's pool of socket buffers. Together with {@code server.tomcat.processor-cache: 0} this frees the
     * bytes of a call with the call or its connection.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> passingBuffers() {
        return factory -> factory.addConnectorCustomizers(connector -> connector.setProperty("socket.bufferPool", "0"));
    }

    /**
     * Disables Jackson's pooled buffers and its table of field names, which would keep what was read last; a field name
     * can be a card number, too.
     */
    @Bean
    Jackson2ObjectMapperBuilderCustomizer forgetfulJson() {
        return mapper -> mapper.factory(JsonFactory.builder()
                .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .build());
    }
}
