package io.eseal.permissions;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a call do all that it may and then takes it back: even an administrator's DELETE of everything can really be
 * called.
 */
@TestConfiguration(proxyBeanMethods = false)
class UndoneCalls {

    static final String HEADER = "X-Undo";

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> undo(PlatformTransactionManager transactions) {
        var registration = new FilterRegistrationBean<OncePerRequestFilter>(new OncePerRequestFilter() {

            @Override
            protected boolean shouldNotFilter(HttpServletRequest request) {
                return request.getHeader(HEADER) == null;
            }

            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                var transaction = transactions.getTransaction(new DefaultTransactionDefinition());
                try {
                    chain.doFilter(request, response);
                } finally {
                    transactions.rollback(transaction);
                }
            }
        });
        registration.setOrder(Ordered.LOWEST_PRECEDENCE);
        return registration;
    }
}
