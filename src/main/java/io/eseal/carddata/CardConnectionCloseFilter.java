package io.eseal.carddata;

import io.eseal.screening.CardNumbers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Collections;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Closes the connection of a call that brought a card, or whose body was refused and may therefore hold one. Tomcat
 * keeps the bytes that it read last in a buffer of the connection for as long as the connection is open.
 */
class CardConnectionCloseFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean body = hasBody(request);
        if (body && request.getRequestURI().endsWith("/card-payment") || hasCardInHeader(request)) {
            close(response);
        }
        chain.doFilter(request, body ? new ClosingUnlessTaken(response) : response);
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    /**
     * Returns whether a header holds a card number. Such a call is not refused, because proxies may number calls in
     * this form.
     */
    private static boolean hasCardInHeader(HttpServletRequest request) {
        return Collections.list(request.getHeaderNames()).stream()
                .anyMatch(name -> CardNumbers.contains(name)
                        || Collections.list(request.getHeaders(name)).stream().anyMatch(CardNumbers::contains));
    }

    private static void close(HttpServletResponse response) {
        response.setHeader(HttpHeaders.CONNECTION, "close");
    }

    private static final class ClosingUnlessTaken extends HttpServletResponseWrapper {

        private ClosingUnlessTaken(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void setStatus(int status) {
            closeUnlessTaken(status);
            super.setStatus(status);
        }

        @Override
        public void sendError(int status) throws IOException {
            closeUnlessTaken(status);
            super.sendError(status);
        }

        @Override
        public void sendError(int status, String message) throws IOException {
            closeUnlessTaken(status);
            super.sendError(status, message);
        }

        @Override
        public void sendRedirect(String location) throws IOException {
            close(this);
            super.sendRedirect(location);
        }

        private void closeUnlessTaken(int status) {
            if (status >= 300) {
                close(this);
            }
        }
    }
}
