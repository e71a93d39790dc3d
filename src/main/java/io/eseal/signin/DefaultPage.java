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
 * Gives lists of the engine that are asked for without {@code maxResults} the most that the engine permits: it would
 * refuse them otherwise, and Camunda's own pages ask like that.
 */
class DefaultPage extends OncePerRequestFilter {

    private static final Pattern GIVEN = Pattern.compile("(^|&)maxResults=");

    // Pages of metrics have a limit of their own, and a default.
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
