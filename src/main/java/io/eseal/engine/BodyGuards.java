package io.eseal.engine;

import io.eseal.web.RestProviders;
import org.springframework.stereotype.Component;

import java.util.List;

/** Puts the guards of bodies and parameters before the resources of Camunda's REST interfaces. */
@Component
class BodyGuards implements RestProviders {

    @Override
    public List<Class<?>> classes() {
        return List.of(BodyGuard.class, ParameterGuard.class, LongPolls.class);
    }
}
