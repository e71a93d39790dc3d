package certcentral.simulator;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.web.context.support.StandardServletEnvironment;

/**
 * Takes from the environment only what begins with {@code SIMULATOR_}: the demo starts the simulator beside the
 * service, whose {@code SERVER_PORT} is not the simulator's.
 */
class SimulatorEnvironment extends StandardServletEnvironment {

    private static final String OWN = "SIMULATOR_";

    @Override
    protected void customizePropertySources(MutablePropertySources sources) {
        super.customizePropertySources(sources);
        Map<String, Object> own = System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(OWN))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        sources.replace(
                SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new SystemEnvironmentPropertySource(SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, own));
    }
}
