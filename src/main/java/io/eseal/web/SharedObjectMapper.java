package io.eseal.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.ContextResolver;
import java.util.List;
import org.camunda.bpm.engine.rest.hal.Hal;
import org.camunda.bpm.engine.rest.mapper.JacksonConfigurator;
import org.springframework.stereotype.Component;

/**
 * Gives the engine's REST interface one mapper of JSON for all calls. The engine makes a new one for each call, which
 * examines the classes that it reads anew: a tenth of the time of a list of tasks.
 */
@Component
class SharedObjectMapper implements RestProviders {

    @Override
    public List<Class<?>> classes() {
        return List.of(Resolver.class);
    }

    /** Resolves the mapper, configured as the engine does. */
    @Priority(1)
    @Produces({MediaType.APPLICATION_JSON, Hal.APPLICATION_HAL_JSON})
    static class Resolver implements ContextResolver<ObjectMapper> {

        private final ObjectMapper mapper = JacksonConfigurator.configureObjectMapper(new ObjectMapper());

        @Override
        public ObjectMapper getContext(Class<?> type) {
            return mapper;
        }
    }
}
