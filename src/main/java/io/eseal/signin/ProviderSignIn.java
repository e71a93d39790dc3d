package io.eseal.signin;

import io.eseal.security.Caller;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.authentication.ui.DefaultLogoutPageGeneratingFilter;
import org.springframework.security.web.authentication.ui.DefaultResourcesFilter;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * Signs in the users of an OpenID provider: people by the provider's pages, machines by its tokens. Passwords of the
 * engine's own users are not accepted.
 */
class ProviderSignIn implements SignIn {

    private static final String TO_THE_PROVIDER =
            OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI + "/"
                    + ProviderDirectory.CLIENT;

    /** Error of Spring Security for a person who returns without the session of the start of the sign-in. */
    private static final String NO_SESSION = "authorization_request_not_found";

    /** Kinds of failed sign-ins, mostly by their names in Spring Security; the log counts them apart. */
    private static final Set<String> FAILURES = Set.of(
            "provider away",
            "refused",
            NO_SESSION,
            "invalid_id_token",
            "invalid_token_response",
            "invalid_user_info_response",
            UnreadAnswers.ERROR,
            "access_denied",
            "invalid_grant",
            "invalid_client");

    private final OidcSettings settings;
    private final ProviderClaims claims;
    private final ProblemResponses problems;
    private final ProviderDirectory directory;
    private final ProviderCalls calls;
    private final ProviderTokens tokens;
    private final ProviderAwayAnswer away;
    private final boolean tlsOnly;
    private final LimitedLog log =
            new LimitedLog(LoggerFactory.getLogger(ProviderSignIn.class), FAILURES, System::nanoTime);

    ProviderSignIn(
            OidcSettings settings,
            ProblemResponses problems,
            ProviderDirectory directory,
            ProviderCalls calls,
            ProviderTokens tokens,
            boolean tlsOnly) {
        this.settings = settings;
        this.claims = new ProviderClaims(settings);
        this.problems = problems;
        this.directory = directory;
        this.calls = calls;
        this.tokens = tokens;
        this.away = new ProviderAwayAnswer(problems);
        this.tlsOnly = tlsOnly;
    }

    @Override
    public void addTo(HttpSecurity http) throws Exception {
        // In the background, so that the service starts, and orders under way go on, while the provider is down.
        directory.start();
        http.oauth2Login(login -> people(http, login))
                .logout(logout -> logout.logoutRequestMatcher(
                                new OrRequestMatcher(Paths.post("/logout"), Paths.CAMUNDA_LOGOUT))
                        .logoutSuccessHandler(new OidcLogoutHandler(directory)))
                .addFilterBefore(new ProviderReachable(directory, away), OAuth2AuthorizationRequestRedirectFilter.class)
                .addFilterBefore(new LoginRedirect(TO_THE_PROVIDER), AuthorizationFilter.class)
                .addFilterBefore(new SignInFailedPage(), AuthorizationFilter.class)
                .addFilterBefore(DefaultResourcesFilter.css(), AuthorizationFilter.class)
                .addFilterBefore(logoutPage(), AuthorizationFilter.class);
        if (settings.bearerTokens()) {
            http.oauth2ResourceServer(this::machines);
        }
    }

    private void people(HttpSecurity http, OAuth2LoginConfigurer<HttpSecurity> login) {
        var requests = new DefaultOAuth2AuthorizationRequestResolver(
                directory, OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI);
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        login.loginPage("/login")
                .clientRegistrationRepository(directory)
                .authorizedClientRepository(new HttpSessionOAuth2AuthorizedClientRepository())
                .authorizationEndpoint(endpoint -> endpoint.authorizationRequestResolver(requests))
                .tokenEndpoint(endpoint -> endpoint.accessTokenResponseClient(codes()))
                .userInfoEndpoint(endpoint -> endpoint.oidcUserService(users()))
                .successHandler(SignedInHere.back())
                .failureHandler(this::failed);
        login.addObjectPostProcessor(new ObjectPostProcessor<OAuth2LoginAuthenticationFilter>() {
            @Override
            public <F extends OAuth2LoginAuthenticationFilter> F postProcess(F filter) {
                filter.setAuthenticationManager(new UnreadAnswers(http.getSharedObject(AuthenticationManager.class)));
                return filter;
            }
        });
    }

    private RestClientAuthorizationCodeTokenResponseClient codes() {
        var codes = new RestClientAuthorizationCodeTokenResponseClient();
        codes.setRestClient(RestClient.builder()
                .requestFactory(calls)
                .messageConverters(converters -> {
                    converters.clear();
                    converters.add(new FormHttpMessageConverter());
                    converters.add(new OAuth2AccessTokenResponseHttpMessageConverter());
                })
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return codes;
    }

    private OidcUserService users() {
        var rest = new RestTemplate(calls);
        rest.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        var infos = new DefaultOAuth2UserService();
        infos.setRestOperations(rest);
        var users = new OidcUserService();
        users.setOauth2UserService(infos);
        users.setOidcUserMapper((request, info) -> {
            var all = new DefaultOidcUser(List.of(), request.getIdToken(), info).getClaims();
            return new DefaultOidcUser(
                    authorities(claims.caller(all)), request.getIdToken(), info, settings.userClaim());
        });
        return users;
    }

    private static List<GrantedAuthority> authorities(Caller caller) {
        return caller.groups().stream()
                .<GrantedAuthority>map(SimpleGrantedAuthority::new)
                .toList();
    }

    void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
            throws IOException, ServletException {
        if (ProviderAwayException.isBehind(refusal)) {
            log.warn(
                    "provider away",
                    "Nobody could be signed in by the provider: " + SignInLog.printable(refusal.getMessage()));
            away.write(request, response);
            return;
        }
        var kind = refusal instanceof OAuth2AuthenticationException named
                ? named.getError().getErrorCode()
                : "";
        log.warn(
                refusal instanceof RefusedSignIn ? "refused" : kind,
                "Sign-in by the provider failed, from " + request.getRemoteAddr() + ": "
                        + SignInLog.printable(refusal.getMessage())
                        + (refusal instanceof RefusedSignIn refused ? refused.subject() : ""));
        if (kind.equals(NO_SESSION) && tlsOnly && PlainHttpNotice.concerns(request)) {
            SignInPage.write(
                    response,
                    HttpStatus.FORBIDDEN,
                    "You are not signed in",
                    PlainHttpNotice.SENTENCE,
                    request.getContextPath());
            return;
        }
        if (refusal instanceof RefusedSignIn refused) {
            SignInFailedPage.keep(request, refused);
        }
        new SimpleUrlAuthenticationFailureHandler(Paths.SIGN_IN_FAILED)
                .onAuthenticationFailure(request, response, refusal);
    }

    private void machines(OAuth2ResourceServerConfigurer<HttpSecurity> resources) {
        var header = new DefaultBearerTokenResolver();
        var refused = new RefusedTokens(problems, away, System::nanoTime);
        resources
                .bearerTokenResolver(request -> Paths.MACHINES.matches(request) ? header.resolve(request) : null)
                .authenticationEntryPoint(problems)
                .accessDeniedHandler(problems)
                .jwt(jwt -> jwt.decoder(tokens.bearer()).jwtAuthenticationConverter(token -> {
                    var caller = claims.caller(token.getClaims());
                    return new JwtAuthenticationToken(
                            token, authorities(caller), caller.id().value());
                }));
        resources.addObjectPostProcessor(new ObjectPostProcessor<BearerTokenAuthenticationFilter>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(refused);
                return filter;
            }
        });
    }

    /** Makes a page with only a sign-out button, for people who are in no group. */
    private static DefaultLogoutPageGeneratingFilter logoutPage() {
        var page = new DefaultLogoutPageGeneratingFilter();
        page.setResolveHiddenInputs(request -> {
            var token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
            return Map.of(token.getParameterName(), token.getToken());
        });
        return page;
    }
}
