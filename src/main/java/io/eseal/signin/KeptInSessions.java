package io.eseal.signin;

import io.eseal.security.SignedInNames;
import io.eseal.session.SessionAttribute;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.camunda.bpm.webapp.impl.security.filter.util.CsrfConstants;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;

/**
 * What sessions keep from call to call, and in which form. A version of the service beside it, older or newer, reads
 * the same rows: forms here are only added to.
 */
@Configuration(proxyBeanMethods = false)
class KeptInSessions {

    /** Where Camunda's web applications keep whom they take for signed in. */
    private static final String CAMUNDAS_USERS = "authenticatedUser";

    private static final String SIGN_IN_AT_THE_PROVIDER =
            HttpSessionOAuth2AuthorizationRequestRepository.class.getName() + ".AUTHORIZATION_REQUEST";

    /**
     * A person who has signed in.
     *
     * @param provider what the OpenID provider said; null for a user of the engine
     */
    record Person(String id, List<String> groups, @Nullable Provided provider) {}

    /**
     * What an OpenID provider said of a person.
     *
     * @param client the registration through which they signed in
     * @param token the ID token, which the sign-out at the provider needs
     * @param claims those that are read after the sign-in
     */
    record Provided(String client, String token, Map<String, Object> claims) {}

    /** A sign-in that was begun at an OpenID provider. */
    record Begun(
            String uri,
            String client,
            String back,
            List<String> scopes,
            String state,
            Map<String, String> parameters,
            Map<String, String> own,
            String address) {}

    /** One user, as Camunda's web applications know them, with the time until which they do not ask again. */
    record CamundasUser(
            String engine,
            String id,
            List<String> groups,
            List<String> tenants,
            List<String> applications,
            @Nullable Long asksAfter) {}

    /** Users of all engines. */
    record CamundasUsers(List<CamundasUser> users) {}

    @Bean
    SessionAttribute personInSession(OidcSettings oidc) {
        return SessionAttribute.of(
                HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                SecurityContext.class,
                context -> person(context.getAuthentication(), oidc.userClaim()),
                Person.class,
                person -> new SecurityContextImpl(authentication(person, oidc.userClaim())));
    }

    @Bean
    SessionAttribute pageInSession() {
        return SessionAttribute.of(
                SavedPages.PAGE,
                SavedRequest.class,
                page -> Optional.of(page.getRedirectUrl()),
                String.class,
                SimpleSavedRequest::new);
    }

    @Bean
    SessionAttribute beginningInSession() {
        return SessionAttribute.of(
                SIGN_IN_AT_THE_PROVIDER,
                OAuth2AuthorizationRequest.class,
                KeptInSessions::begun,
                Begun.class,
                KeptInSessions::request);
    }

    @Bean
    SessionAttribute lookInSession() {
        return SessionAttribute.plain(SessionRevalidationFilter.LOOKED, Long.class)
                .thatMayBeLost();
    }

    @Bean
    SessionAttribute refusalInSession() {
        return SessionAttribute.plain(SignInFailedPage.REASON, String.class);
    }

    @Bean
    SessionAttribute wayOutInSession() {
        return SessionAttribute.plain(OidcLogoutHandler.ADDRESS, String.class);
    }

    @Bean
    SessionAttribute camundasTokenInSession() {
        return SessionAttribute.plain(CsrfConstants.CSRF_TOKEN_SESSION_ATTR_NAME, String.class);
    }

    @Bean
    SessionAttribute camundasUsersInSession() {
        return SessionAttribute.of(
                        CAMUNDAS_USERS,
                        Authentications.class,
                        users -> Optional.of(new CamundasUsers(users.getAuthentications().stream()
                                .map(KeptInSessions::camundasUser)
                                .toList())),
                        CamundasUsers.class,
                        KeptInSessions::authentications)
                .thatMayBeLost();
    }

    private static Optional<Person> person(@Nullable Authentication who, String userClaim) {
        if (who instanceof UsernamePasswordAuthenticationToken && who.isAuthenticated()) {
            return Optional.of(new Person(who.getName(), groups(who), null));
        }
        if (who instanceof OAuth2AuthenticationToken signedIn && signedIn.getPrincipal() instanceof OidcUser person) {
            Map<String, Object> claims = new TreeMap<>(person.getClaims());
            claims.keySet().retainAll(SignedInNames.claims());
            // Its name may be a path into other claims; what it names is the id.
            claims.put(userClaim, person.getName());
            return Optional.of(new Person(
                    person.getName(),
                    groups(who),
                    new Provided(
                            signedIn.getAuthorizedClientRegistrationId(),
                            person.getIdToken().getTokenValue(),
                            claims)));
        }
        return Optional.empty();
    }

    private static List<String> groups(Authentication who) {
        return who.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .sorted()
                .toList();
    }

    private static Authentication authentication(Person person, String userClaim) {
        List<SimpleGrantedAuthority> groups =
                person.groups().stream().map(SimpleGrantedAuthority::new).toList();
        Provided provider = person.provider();
        if (provider == null) {
            return UsernamePasswordAuthenticationToken.authenticated(person.id(), null, groups);
        }
        OidcIdToken token = new OidcIdToken(provider.token(), null, null, provider.claims());
        return new OAuth2AuthenticationToken(new DefaultOidcUser(groups, token, userClaim), groups, provider.client());
    }

    private static Optional<Begun> begun(OAuth2AuthorizationRequest request) {
        return Optional.of(new Begun(
                request.getAuthorizationUri(),
                request.getClientId(),
                request.getRedirectUri(),
                List.copyOf(new TreeSet<>(request.getScopes())),
                request.getState(),
                texts(request.getAdditionalParameters()),
                texts(request.getAttributes()),
                request.getAuthorizationRequestUri()));
    }

    private static Map<String, String> texts(Map<String, Object> values) {
        Map<String, String> texts = new TreeMap<>();
        values.forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }

    private static OAuth2AuthorizationRequest request(Begun begun) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(begun.uri())
                .clientId(begun.client())
                .redirectUri(begun.back())
                .scopes(Set.copyOf(begun.scopes()))
                .state(begun.state())
                .additionalParameters(Map.copyOf(begun.parameters()))
                .attributes(own -> own.putAll(begun.own()))
                .authorizationRequestUri(begun.address())
                .build();
    }

    private static CamundasUser camundasUser(UserAuthentication user) {
        return new CamundasUser(
                user.getProcessEngineName(),
                user.getIdentityId(),
                Objects.requireNonNullElse(user.getGroupIds(), List.of()),
                Objects.requireNonNullElse(user.getTenantIds(), List.of()),
                List.copyOf(new TreeSet<>(user.getAuthorizedApps())),
                Optional.ofNullable(user.getCacheValidationTime())
                        .map(Date::getTime)
                        .orElse(null));
    }

    private static Authentications authentications(CamundasUsers kept) {
        var authentications = new Authentications();
        for (CamundasUser user : kept.users()) {
            var authentication = new UserAuthentication(user.id(), user.engine());
            authentication.setGroupIds(new ArrayList<>(user.groups()));
            authentication.setTenantIds(new ArrayList<>(user.tenants()));
            authentication.setAuthorizedApps(Set.copyOf(user.applications()));
            Long asksAfter = user.asksAfter();
            if (asksAfter != null) {
                authentication.setCacheValidationTime(new Date(asksAfter));
            }
            authentications.addOrReplace(authentication);
        }
        return authentications;
    }
}
