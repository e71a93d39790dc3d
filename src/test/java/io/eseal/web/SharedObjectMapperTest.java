package io.eseal.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Providers;
import org.camunda.bpm.engine.rest.hal.Hal;
import org.camunda.bpm.engine.rest.mapper.JacksonConfigurator;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;

class SharedObjectMapperTest {

    @Test
    void all_calls_of_the_engines_rest_interface_share_one_mapper() {
        // As in the service, Jersey takes Spring's beans.
        GenericApplicationContext spring = new GenericApplicationContext();
        spring.refresh();
        ResourceConfig engineRest = new ResourceConfig(JacksonConfigurator.class).property("contextConfig", spring);
        new SharedObjectMapper().classes().forEach(engineRest::register);
        Providers providers =
                new ApplicationHandler(engineRest).getInjectionManager().getInstance(Providers.class);

        for (MediaType type : new MediaType[] {MediaType.APPLICATION_JSON_TYPE, Hal.APPLICATION_HAL_JSON_TYPE}) {
            assertThat(mapper(providers, type)).isSameAs(mapper(providers, type));
        }
    }

    private static ObjectMapper mapper(Providers providers, MediaType type) {
        return providers.getContextResolver(ObjectMapper.class, type).getContext(Object.class);
    }
}
