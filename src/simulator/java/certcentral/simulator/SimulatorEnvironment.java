package certcentral.simulator;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.web.context.support.StandardServletEnvironment;

/**
 * Reads only environment variables that begin with {@code SIMULATOR_}: in the demo the stand-in runs in the service's
 * process, where {@code SERVER_PORT} is the service's port.
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
