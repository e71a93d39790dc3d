package io.eseal.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Adds the highest permitted {@code maxResults} to calls for lists of the engine that have none: the engine would
 * refuse such calls, and Camunda's own pages make them.
 */
class DefaultPage extends OncePerRequestFilter {

    private static final Pattern GIVEN = Pattern.compile("(^|&)maxResults=");

    // Lists of metrics have a limit and a default of their own.
    private static final String METRICS = "/metrics";

    private final int size;

    DefaultPage(int size) {
        this.size = size;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().endsWith(METRICS);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String query = request.getQueryString() == null ? "" : request.getQueryString();
        chain.doFilter(
                GIVEN.matcher(query).find()
                        ? request
                        : new HttpServletRequestWrapper(request) {
                            @Override
                            public String getQueryString() {
                                return query + (query.isEmpty() ? "" : "&") + "maxResults=" + size;
                            }
                        },
                response);
    }
}
