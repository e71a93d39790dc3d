package io.eseal.security;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.authentication.ui.DefaultLogoutPageGeneratingFilter;
import org.springframework.security.web.authentication.ui.DefaultResourcesFilter;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.util.function.SingletonSupplier;

import java.util.List;
import java.util.Map;

/** An OpenID provider's users: its pages for people, its tokens for machines. Passwords of the engine's own users count for nothing. */
class ProviderSignIn implements SignIn {

    /** Part of the address that people come back to: {@code /login/oauth2/code/eseal}. */
    private static final String CLIENT = "eseal";
    private static final String TO_THE_PROVIDER = OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI + "/" + CLIENT;

    private static final Logger log = LoggerFactory.getLogger(ProviderSignIn.class);

    private final OidcSettings settings;
    private final ProviderClaims claims;
    private final ProblemResponses problems;
    private final ClientRegistrationRepository clients;

    ProviderSignIn(OidcSettings settings, ProblemResponses problems) {
        this.settings = settings;
        this.claims = new ProviderClaims(settings);
        this.problems = problems;
        // Asked when first needed: orders under way go on while the provider is down.
        var client = SingletonSupplier.of(this::discover);
        this.clients = id -> CLIENT.equals(id) ? client.obtain() : null;
    }

    @Override
    public void addTo(HttpSecurity http) throws Exception {
        var wayOut = new WayOut(clients);
        http.oauth2Login(this::people)
                .logout(logout -> logout
                        .logoutRequestMatcher(new OrRequestMatcher(Paths.post("/logout"), Paths.CAMUNDA_LOGOUT))
                        .logoutSuccessHandler(wayOut))
                .addFilterBefore(new LoginRedirect(TO_THE_PROVIDER), AuthorizationFilter.class)
                .addFilterBefore(DefaultResourcesFilter.css(), AuthorizationFilter.class)
                .addFilterBefore(logoutPage(), AuthorizationFilter.class);
        if (settings.bearerTokens()) {
            http.oauth2ResourceServer(this::machines);
        }
    }

    private void people(OAuth2LoginConfigurer<HttpSecurity> login) {
        var requests = new DefaultOAuth2AuthorizationRequestResolver(clients,
                OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI);
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        var users = new OidcUserService();
        users.setOidcUserMapper((request, info) -> {
            var all = new DefaultOidcUser(List.of(), request.getIdToken(), info).getClaims();
            return new DefaultOidcUser(claims.authorities(all), request.getIdToken(), info, settings.userClaim());
        });
        var toFailurePage = new SimpleUrlAuthenticationFailureHandler(Paths.SIGN_IN_FAILED);
        login.loginPage("/login")
                .clientRegistrationRepository(clients)
                .authorizedClientRepository(new HttpSessionOAuth2AuthorizedClientRepository())
                .authorizationEndpoint(endpoint -> endpoint.authorizationRequestResolver(requests))
                .userInfoEndpoint(endpoint -> endpoint.oidcUserService(users))
                .defaultSuccessUrl("/")
                .failureHandler((request, response, refusal) -> {
                    log.warn("Sign-in by the provider failed: {}", SignInLog.printable(refusal.getMessage()));
                    toFailurePage.onAuthenticationFailure(request, response, refusal);
                });
    }

    private void machines(OAuth2ResourceServerConfigurer<HttpSecurity> resources) {
        var header = new DefaultBearerTokenResolver();
        resources.bearerTokenResolver(request -> Paths.MACHINES.matches(request) ? header.resolve(request) : null)
                .authenticationEntryPoint(problems)
                .accessDeniedHandler(problems)
                .jwt(jwt -> jwt
                        .decoder(new SupplierJwtDecoder(() -> BearerTokens.decoder(settings)))
                        .jwtAuthenticationConverter(token -> {
                            var caller = claims.caller(token.getClaims());
                            return new JwtAuthenticationToken(token, claims.authorities(token.getClaims()), caller.id());
                        }));
    }

    private ClientRegistration discover() {
        return ClientRegistrations.fromIssuerLocation(settings.issuer())
                .registrationId(CLIENT)
                .clientId(settings.clientId())
                .clientSecret(settings.clientSecret())
                .scope(settings.scopes())
                .build();
    }

    /** For those whom no group lets in: a page with nothing but the way out. */
    private static DefaultLogoutPageGeneratingFilter logoutPage() {
        var page = new DefaultLogoutPageGeneratingFilter();
        page.setResolveHiddenInputs(request -> {
            var token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
            return Map.of(token.getParameterName(), token.getToken());
        });
        return page;
    }
}
