package io.eseal.connection;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.coyote.Request;

/** Tells from the headers which bodies a caller may send; the sign-in checks the credentials later. */
final class CallCredentials {

    /** Limit in bytes for a caller without credentials; the sign-in form and CertCentral's messages are smaller. */
    static final int LARGEST_ANONYMOUS_BODY = 16 * 1024;

    private static final String[] OPEN = {
        "/login", "/logout", "/camunda/api/admin/auth/user/", "/api/webhooks/certcentral"
    };

    private CallCredentials() {}

    /** Tells whether the call has a password, a token or a session. */
    static boolean hasCredentials(Request call) {
        return call.getHeader("Authorization") != null || header(call, "Cookie").contains("JSESSIONID=");
    }

    /** Tells whether the address accepts a body from a caller without credentials. */
    static boolean mayBeAnonymous(Request call, String contextPath) {
        String address = call.requestURI().isNull() ? "" : call.requestURI().toString();
        String path = address.startsWith(contextPath) ? address.substring(contextPath.length()) : address;
        return Stream.of(OPEN).anyMatch(path::startsWith);
    }

    private static String header(Request call, String name) {
        return Optional.ofNullable(call.getHeader(name)).orElse("");
    }
}
