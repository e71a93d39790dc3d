package io.eseal.session;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses calls with many cookies of the session's name with 400, before the database is asked for each of them. A
 * browser sends some at most: one of each path and domain.
 */
@Component
@Order(SessionRepositoryFilter.DEFAULT_ORDER - 1)
class FewSessionCookies extends OncePerRequestFilter {

    static final int MOST = 4;

    private final String name;

    FewSessionCookies(@Value("${server.servlet.session.cookie.name}") String name) {
        this.name = name;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Cookie[] cookies = Optional.ofNullable(request.getCookies()).orElseGet(() -> new Cookie[0]);
        if (Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .count()
                > MOST) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        } else {
            chain.doFilter(request, response);
        }
    }
}
