package io.eseal.signin;

import java.util.Optional;
import java.util.Set;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.ui.DefaultLoginPageGeneratingFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;

/** Signs in the engine's own users: people by a login page, machines by HTTP Basic. */
class PasswordSignIn implements SignIn {

    private static final Set<String> OWN_PAGES = Set.of("same-origin", "none");

    private final AuthenticationManager manager;
    private final ProblemResponses problems;
    private final KnownCallers known;
    private final boolean tlsOnly;

    PasswordSignIn(AuthenticationManager manager, ProblemResponses problems, KnownCallers known, boolean tlsOnly) {
        this.manager = manager;
        this.problems = problems;
        this.known = known;
        this.tlsOnly = tlsOnly;
    }

    @Override
    public void addTo(HttpSecurity http) throws Exception {
        http.authenticationManager(manager)
                .httpBasic(basic -> basic.authenticationEntryPoint(problems))
                .formLogin(form -> form.successHandler(new SignedInHere(known))
                        // Spring Security makes the page of a failed sign-in only if its address is set, and setting a
                        // handler removes the address.
                        .failureUrl(SignInRefused.PAGE)
                        .withObjectPostProcessor(new ObjectPostProcessor<UsernamePasswordAuthenticationFilter>() {
                            @Override
                            public <F extends UsernamePasswordAuthenticationFilter> F postProcess(F filter) {
                                filter.setAuthenticationFailureHandler(new SignInRefused());
                                return filter;
                            }
                        }))
                .logout(logout -> logout.logoutRequestMatcher(
                                new OrRequestMatcher(Paths.post("/logout"), Paths.CAMUNDA_LOGOUT))
                        .logoutSuccessHandler((request, response, who) -> {
                            if (Paths.CAMUNDA_LOGOUT.matches(request)) {
                                response.setStatus(200);
                            } else {
                                response.sendRedirect(request.getContextPath() + Paths.SIGNED_OUT);
                            }
                        }))
                .addFilterBefore(camundaLogin(), UsernamePasswordAuthenticationFilter.class);
        if (tlsOnly) {
            http.addFilterBefore(new PlainHttpNotice(), DefaultLoginPageGeneratingFilter.class);
        }
    }

    /** Signs in from Camunda's own login view, which its pages show when the session has ended. */
    private UsernamePasswordAuthenticationFilter camundaLogin() {
        var filter = new UsernamePasswordAuthenticationFilter(manager);
        // A page of another site must not sign a person in as another user.
        filter.setRequiresAuthenticationRequestMatcher(new AndRequestMatcher(
                Paths.CAMUNDA_LOGIN,
                request -> OWN_PAGES.contains(
                        Optional.ofNullable(request.getHeader("Sec-Fetch-Site")).orElse("none"))));
        filter.setSecurityContextRepository(new HttpSessionSecurityContextRepository());
        filter.setSessionAuthenticationStrategy(new ChangeSessionIdAuthenticationStrategy());
        filter.setAuthenticationSuccessHandler((request, response, who) -> {
            known.remember(request, response, who.getName());
            response.sendRedirect(request.getContextPath() + Paths.CAMUNDA_USER);
        });
        filter.setAuthenticationFailureHandler((request, response, refusal) -> {
            if (refusal instanceof TooManyTriesException) {
                problems.commence(request, response, refusal);
            } else {
                response.setStatus(401);
            }
        });
        return filter;
    }
}
