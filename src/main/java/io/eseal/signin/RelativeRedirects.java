package io.eseal.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Redirects callers of HTTP/1.0 by path alone, as others: the server would add the host that the caller itself named.
 */
class RelativeRedirects extends OncePerRequestFilter {

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !"HTTP/1.0".equals(request.getProtocol());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new HttpServletResponseWrapper(response) {
            @Override
            public void sendRedirect(String location) throws IOException {
                if (!location.startsWith("/")) {
                    super.sendRedirect(location);
                    return;
                }
                resetBuffer();
                setStatus(SC_FOUND);
                setHeader(HttpHeaders.LOCATION, location);
                flushBuffer();
            }
        });
    }
}
