package io.eseal.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.springframework.security.web.DefaultRedirectStrategy;

/**
 * Redirects by path alone: the caller can set the host of an address ({@code Host}, {@code X-Forwarded-Host}), so a
 * redirect with it could lead to another site.
 */
class SameHostRedirect extends DefaultRedirectStrategy {

    @Override
    public void sendRedirect(HttpServletRequest request, HttpServletResponse response, String url) throws IOException {
        super.sendRedirect(request, response, url.matches("(?i)https?://.*") ? path(url) : url);
    }

    private static String path(String url) {
        URI address = URI.create(url);
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        // A path with two slashes at its start would name a host again.
        return path.replaceFirst("^/{2,}", "/") + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
    }
}
