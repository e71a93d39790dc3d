package io.eseal.connection;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** Shows nothing but health and metrics on the port of management; who may see what is as on the main port. */
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
