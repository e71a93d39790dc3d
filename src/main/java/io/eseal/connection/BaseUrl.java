package io.eseal.connection;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.URI;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Puts the configured address in the place of what {@code Host} and {@code X-Forwarded-Host} say, before anything makes
 * an address of it.
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
