package io.eseal.engine;

import io.eseal.web.RestProviders;
import java.util.List;
import org.springframework.stereotype.Component;

/** Registers the checks of bodies and parameters with Camunda's REST interfaces. */
@Component
class BodyGuards implements RestProviders {

    @Override
    public List<Class<?>> classes() {
        return List.of(BodyGuard.class, ParameterGuard.class, LongPolls.class);
    }
}
