package io.eseal.security;

import jakarta.servlet.DispatcherType;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.util.matcher.OrRequestMatcher;

/** One sign-in and one session for everything, and nothing open that is not named here. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class SecurityConfiguration {

    /** Not Camunda's XSRF-TOKEN: a page of Tasklist sees both, and each is good for its own addresses only. */
    static final String CSRF_COOKIE = "ESEAL-XSRF-TOKEN";

    /** Camunda's own pages carry Camunda's policy. */
    private static final String CONTENT_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'self'";

    @Bean
    AuthenticationManager authenticationManager(AuthenticationProvider provider, AuthenticationEventPublisher events) {
        var manager = new ProviderManager(provider);
        manager.setAuthenticationEventPublisher(events);
        return manager;
    }

    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http, AuthenticationManager manager, IdentityService identity,
                                            ProblemResponses problems,
                                            @Value("${eseal.simulator.enabled:false}") boolean simulator)
            throws Exception {
        http.authenticationManager(manager)
                .authorizeHttpRequests(routes -> Routes.permit(routes, simulator))
                .httpBasic(basic -> basic.authenticationEntryPoint(problems))
                .formLogin(form -> form.defaultSuccessUrl("/"))
                .logout(logout -> logout
                        .logoutRequestMatcher(new OrRequestMatcher(Paths.post("/logout"), Paths.CAMUNDA_LOGOUT))
                        .logoutSuccessHandler((request, response, who) -> {
                            if (Paths.CAMUNDA_LOGOUT.matches(request)) {
                                response.setStatus(200);
                            } else {
                                response.sendRedirect(request.getContextPath() + "/login?logout");
                            }
                        }))
                .exceptionHandling(refusals -> refusals
                        .defaultAuthenticationEntryPointFor(new LoginUrlAuthenticationEntryPoint("/login"),
                                new BrowserPage())
                        .defaultAuthenticationEntryPointFor(problems, request -> true)
                        .defaultAccessDeniedHandlerFor(problems, Paths.MACHINES)
                        .defaultAccessDeniedHandlerFor(new AccessDeniedHandlerImpl(), request -> true))
                .requestCache(cache -> cache.requestCache(savedPages()))
                .csrf(csrf -> csrf
                        .csrfTokenRepository(csrfCookie())
                        .csrfTokenRequestHandler(new CsrfTokenHandler())
                        .requireCsrfProtectionMatcher(new CsrfRequired()))
                .headers(this::headers)
                .addFilterBefore(camundaLogin(manager), UsernamePasswordAuthenticationFilter.class)
                .addFilterAfter(new EngineCallerFilter(identity), AuthorizationFilter.class);
        return http.build();
    }

    @Bean
    FilterRegistrationBean<WebappSignInFilter> webappSignInFilter(ProcessEngine engine) {
        var registration = new FilterRegistrationBean<>(new WebappSignInFilter(engine.getName()));
        registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
        registration.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    /** Camunda's own login view, which its pages show when the session is gone, signs in here as well. */
    private static UsernamePasswordAuthenticationFilter camundaLogin(AuthenticationManager manager) {
        var filter = new UsernamePasswordAuthenticationFilter(manager);
        filter.setRequiresAuthenticationRequestMatcher(Paths.CAMUNDA_LOGIN);
        filter.setSecurityContextRepository(new HttpSessionSecurityContextRepository());
        filter.setSessionAuthenticationStrategy(new ChangeSessionIdAuthenticationStrategy());
        filter.setAuthenticationSuccessHandler((request, response, who) ->
                response.sendRedirect(request.getContextPath() + Paths.CAMUNDA_USER));
        filter.setAuthenticationFailureHandler((request, response, refusal) -> response.setStatus(401));
        return filter;
    }

    private static HttpSessionRequestCache savedPages() {
        var cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(new BrowserPage());
        return cache;
    }

    private static CookieCsrfTokenRepository csrfCookie() {
        var repository = CookieCsrfTokenRepository.withHttpOnlyFalse();
        repository.setCookieName(CSRF_COOKIE);
        repository.setCookieCustomizer(cookie -> cookie.path("/").sameSite("Lax"));
        return repository;
    }

    private void headers(HeadersConfigurer<HttpSecurity> headers) {
        var noStore = new CacheControlHeadersWriter();
        var policy = new ContentSecurityPolicyHeaderWriter(CONTENT_POLICY);
        HeaderWriter exceptCamunda = (request, response) -> {
            if (!Paths.CAMUNDA_FILES.matches(request)) {
                noStore.writeHeaders(request, response);
            }
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
