package io.eseal.signin;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.filter.OrderedRequestContextFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.web.filter.RequestContextFilter;

/** Sets up one sign-in and one session for all pages and interfaces; an address without a rule is closed. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class SecurityConfiguration {

    /**
     * Differs from Camunda's XSRF-TOKEN, because a page of Tasklist sees both cookies and each is valid for its own
     * addresses only.
     */
    static final String CSRF_COOKIE = "ESEAL-XSRF-TOKEN";

    /** Content Security Policy of all pages but Camunda's, which have a policy of Camunda's own. */
    private static final String CONTENT_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'self'";

    /** Content Security Policy of the card page: runs and reaches only the service's own files and calls. */
    private static final String CARD_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                    + "form-action 'none'; base-uri 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'; "
                    + "trusted-types 'none'";

    @Bean
    AuthenticationManager authenticationManager(AuthenticationProvider provider, AuthenticationEventPublisher events) {
        var manager = new ProviderManager(provider);
        manager.setAuthenticationEventPublisher(events);
        return manager;
    }

    /** Runs before the sign-in, which reads the current call; with Jersey present, Spring Boot would put it after. */
    @Bean
    RequestContextFilter requestContextFilter() {
        return new OrderedRequestContextFilter();
    }

    /** Runs before any code that reads the path. */
    @Bean
    FilterRegistrationBean<PlainAddresses> plainAddresses() {
        var registration = new FilterRegistrationBean<>(new PlainAddresses());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setAsyncSupported(true);
        return registration;
    }

    /** Runs before the sign-in and before every endpoint. */
    @Bean
    FilterRegistrationBean<NamedMediaTypes> namedMediaTypes(ProblemResponses problems) {
        var registration = new FilterRegistrationBean<>(new NamedMediaTypes(problems));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 3);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setAsyncSupported(true);
        return registration;
    }

    @Bean
    ProviderCalls providerCalls() {
        return new ProviderCalls();
    }

    @Bean
    ProviderDirectory providerDirectory(OidcSettings oidc, ProviderCalls calls) {
        return new ProviderDirectory(oidc, calls, System::nanoTime);
    }

    /** Makes the bean that Spring Security finds by its type when people sign in. */
    @Bean
    ProviderTokens providerTokens(OidcSettings oidc, ProviderDirectory directory) {
        return new ProviderTokens(oidc, directory);
    }

    @Bean
    Provider provider(ProviderDirectory directory, ProviderCalls calls, ProviderTokens tokens) {
        return new Provider(directory, calls, tokens);
    }

    @Bean
    SignIn signIn(
            OidcSettings oidc,
            AuthenticationManager manager,
            ProblemResponses problems,
            Provider provider,
            KnownCallers known,
            @Value("${server.servlet.session.cookie.secure}") boolean tlsOnly) {
        return oidc.on()
                ? new ProviderSignIn(oidc, problems, provider.directory(), provider.calls(), provider.tokens(), tlsOnly)
                : new PasswordSignIn(manager, problems, known, tlsOnly);
    }

    @Bean
    SessionFilters sessionFilters(SessionSettings settings, EngineUsers users, Clock clock) {
        return new SessionFilters(settings, users, clock);
    }

    @Bean
    CallerFilters callerFilters(IdentityService identity, PasswordDoor door, ProblemResponses problems) {
        return new CallerFilters(identity, door, problems);
    }

    @Bean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http,
            SignIn signIn,
            ProblemResponses problems,
            SessionFilters sessions,
            CallerFilters callers,
            @Value("${server.servlet.session.cookie.secure}") boolean tlsOnly)
            throws Exception {
        var loginPage = new LoginUrlAuthenticationEntryPoint("/login");
        loginPage.setFavorRelativeUris(true);
        http.authorizeHttpRequests(Routes::permit)
                .exceptionHandling(refusals -> refusals.defaultAuthenticationEntryPointFor(loginPage, new BrowserPage())
                        .defaultAuthenticationEntryPointFor(problems, request -> true)
                        .defaultAccessDeniedHandlerFor(problems, new OrRequestMatcher(Paths.MACHINES, EngineRoutes.ALL))
                        .defaultAccessDeniedHandlerFor(new AccessDeniedHandlerImpl(), request -> true))
                .requestCache(cache -> cache.requestCache(new SavedPages()))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfCookie(tlsOnly))
                        .csrfTokenRequestHandler(new CsrfTokenHandler())
                        .requireCsrfProtectionMatcher(new CsrfRequired()))
                .headers(this::headers)
                .addFilterBefore(new RelativeRedirects(), SecurityContextHolderFilter.class);
        sessions.addTo(http);
        callers.addTo(http);
        signIn.addTo(http);
        return http.build();
    }

    @Bean
    FilterRegistrationBean<WebappSignInFilter> webappSignInFilter(ProcessEngine engine, OidcSettings oidc) {
        var registration = new FilterRegistrationBean<>(
                oidc.on() ? new ProviderWebappFilter(engine.getName()) : new WebappSignInFilter(engine.getName()));
        registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
        registration.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    /** Runs before Camunda's filter of the same purpose. */
    @Bean
    FilterRegistrationBean<WebappTokenFilter> webappTokenFilter(ProblemResponses problems) {
        var registration = new FilterRegistrationBean<>(new WebappTokenFilter(problems));
        registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
        registration.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    @Bean
    FilterRegistrationBean<DefaultPage> defaultPage(
            @Value("${camunda.bpm.generic-properties.properties.query-max-results-limit}") int size) {
        var registration = new FilterRegistrationBean<>(new DefaultPage(size));
        registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 2);
        registration.addUrlPatterns("/engine-rest/*", "/camunda/api/*");
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    private static CookieCsrfTokenRepository csrfCookie(boolean tlsOnly) {
        var repository = CookieCsrfTokenRepository.withHttpOnlyFalse();
        repository.setCookieName(CSRF_COOKIE);
        repository.setCookieCustomizer(cookie -> {
            cookie.path("/").sameSite("Lax");
            // Otherwise as the call came: behind a proxy that does
            // not report its TLS, the cookie would travel without TLS.
            if (tlsOnly) {
                cookie.secure(true);
            }
        });
        return repository;
    }

    private void headers(HeadersConfigurer<HttpSecurity> headers) {
        var noStore = new CacheControlHeadersWriter();
        var policy = new ContentSecurityPolicyHeaderWriter(CONTENT_POLICY);
        var cardPolicy = new ContentSecurityPolicyHeaderWriter(CARD_POLICY);
        var noReferrer = new ReferrerPolicyHeaderWriter(ReferrerPolicyHeaderWriter.ReferrerPolicy.NO_REFERRER);
        var sameOrigin = new ReferrerPolicyHeaderWriter(ReferrerPolicyHeaderWriter.ReferrerPolicy.SAME_ORIGIN);
        HeaderWriter exceptCamunda = (request, response) -> {
            if (!Paths.CAMUNDA_FILES.matches(request)) {
                noStore.writeHeaders(request, response);
            }
            if (Paths.CARD_FORM.matches(request)) {
                cardPolicy.writeHeaders(request, response);
                noReferrer.writeHeaders(request, response);
                return;
            }
            sameOrigin.writeHeaders(request, response);
            if (!Paths.CAMUNDA.matches(request)) {
                policy.writeHeaders(request, response);
            }
        };
        headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
                .contentTypeOptions(Customizer.withDefaults())
                .httpStrictTransportSecurity(Customizer.withDefaults())
                .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                .addHeaderWriter(exceptCamunda);
    }
}
