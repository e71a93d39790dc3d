package io.eseal.connection;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Replaces the host that {@code Host} and {@code X-Forwarded-Host} give by {@code localhost} and the connection's own
 * port, unless that host is this machine; for the demo, which has no configured address.
 */
final class LoopbackHosts extends ValveBase {

    LoopbackHosts() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (!LoopbackNames.contain(request.getServerName())) {
            request.getCoyoteRequest().serverName().setString("localhost");
            request.getCoyoteRequest().setServerPort(request.getLocalPort());
        }
        getNext().invoke(request, response);
    }
}
