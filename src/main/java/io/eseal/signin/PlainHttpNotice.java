package io.eseal.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Adds a notice to the sign-in page that signing in needs https, when sessions travel over TLS only and the page came
 * by plain http: browsers drop the session's cookie then and show the same page again after each sign-in.
 * {@link ProviderSignIn} shows the same sentence to a person who returns from an OpenID provider without a session.
 */
class PlainHttpNotice extends OncePerRequestFilter {

    static final String SENTENCE =
            "This page came over plain http, and sessions travel over https only: your browser will not keep yours "
                    + "(some do for localhost). Open the address that begins with https://. If it does already, the proxy "
                    + "in front of this service has to send "
                    + "the header X-Forwarded-Proto: https.";

    private static final String NOTICE = "<div class=\"alert alert-danger\" role=\"alert\">" + SENTENCE + "</div>";

    /** Tells whether the browser came by plain http: neither a proxy that ended TLS nor ESEAL_BASE_URL says https. */
    static boolean concerns(HttpServletRequest request) {
        return !request.isSecure() && request.getScheme().equalsIgnoreCase("http");
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.isSecure() || !Paths.LOGIN.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var page = new StringWriter();
        chain.doFilter(request, new HttpServletResponseWrapper(response) {
            @Override
            public PrintWriter getWriter() {
                return new PrintWriter(page, true);
            }

            @Override
            public void setContentLength(int length) {
                // The notice makes the page longer.
            }
        });
        if (page.getBuffer().length() > 0) {
            var html = page.toString().replaceFirst("(?=<form )", NOTICE).getBytes(StandardCharsets.UTF_8);
            response.setContentLength(html.length);
            response.getOutputStream().write(html);
        }
    }
}
