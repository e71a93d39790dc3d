package io.eseal.connection;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.URI;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Replaces the scheme, host and port that {@code Host} and {@code X-Forwarded-Host} give by those of the configured
 * address, before any code builds an address from them.
 */
final class BaseUrl extends ValveBase {

    private final URI address;

    BaseUrl(URI address) {
        super(true);
        this.address = address;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        boolean https = address.getScheme().equalsIgnoreCase("https");
        request.getCoyoteRequest().scheme().setString(https ? "https" : "http");
        request.getCoyoteRequest().serverName().setString(address.getHost());
        request.getCoyoteRequest().setServerPort(address.getPort() > 0 ? address.getPort() : https ? 443 : 80);
        getNext().invoke(request, response);
    }
}
