package io.eseal.connection;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.coyote.Request;

/** Which bodies a caller may send, as far as the headers tell: whether the credentials are good is looked at later. */
final class Caller {

    /** More than the form of the sign-in page ever has. */
    static final int LARGEST_ANONYMOUS_BODY = 16 * 1024;

    private static final String[] OPEN = {"/login", "/logout", "/camunda/api/admin/auth/user/"};

    private Caller() {}

    /** Whether the call comes with a password, a token or a session. */
    static boolean hasCredentials(Request call) {
        return call.getHeader("Authorization") != null || header(call, "Cookie").contains("JSESSIONID=");
    }

    /** Whether this is one of the few addresses that take a body from somebody without credentials. */
    static boolean mayBeAnonymous(Request call, String contextPath) {
        String address = call.requestURI().isNull() ? "" : call.requestURI().toString();
        String path = address.startsWith(contextPath) ? address.substring(contextPath.length()) : address;
        return Stream.of(OPEN).anyMatch(path::startsWith);
    }

    private static String header(Request call, String name) {
        return Optional.ofNullable(call.getHeader(name)).orElse("");
    }
}
