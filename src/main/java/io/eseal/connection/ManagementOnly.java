package io.eseal.connection;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** Answers 404 on the management port to all but health and metrics; the permissions are those of the main port. */
final class ManagementOnly extends ValveBase {

    private final PatientProtocol management;

    ManagementOnly(PatientProtocol management) {
        super(true);
        this.management = management;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (request.getConnector().getProtocolHandler() == management
                && !request.getRequestURI().startsWith(request.getContextPath() + "/actuator/")) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        getNext().invoke(request, response);
    }
}
