package io.eseal.security;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.servers.Server;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Describes the documented API and passes the {@link Caller} to controller methods. */
@Configuration(proxyBeanMethods = false)
@OpenAPIDefinition(
        info = @Info(title = "eseal-orchestrator", description = """
                Orders EU Qualified eSeals from DigiCert CertCentral Europe and looks after them until they expire or are revoked.

                People work in [Tasklist](/camunda/app/tasklist/default/); machines call these addresses with HTTP Basic, \
                or with a bearer token where an OpenID provider signs people in. \
                What goes wrong is answered as problem details (RFC 9457)."""),
        servers = @Server(url = "/", description = "This service"))
class WebConfiguration implements WebMvcConfigurer {

    static {
        // The sign-in provides the caller, so the documented API has no such parameter.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgumentResolver());
    }
}
