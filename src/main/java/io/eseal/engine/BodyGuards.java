package io.eseal.engine;

import io.eseal.web.RestProviders;
import java.util.List;
import org.springframework.stereotype.Component;

/** Puts the guards of bodies and parameters before the resources of Camunda's REST interfaces. */
@Component
class BodyGuards implements RestProviders {

    @Override
    public List<Class<?>> classes() {
        return List.of(BodyGuard.class, ParameterGuard.class, LongPolls.class);
    }
}
