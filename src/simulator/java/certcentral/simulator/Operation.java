package certcentral.simulator;

import java.util.Arrays;
import java.util.Locale;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Calls of the API, for counters and outcomes; special paths come before general ones. */
enum Operation {
    PLACE_ORDER("POST", "/order/certificate/{product}"),
    STATUS_CHANGES("GET", "/order/certificate/status-changes"),
    LIST_ORDERS("GET", "/order/certificate"),
    READ_ORDER("GET", "/order/certificate/{id}"),
    READ_VALIDATION("GET", "/order/certificate/{id}/validation"),
    FIND_ALTERNATE("GET", "/order/alternate/{reference}"),
    UPDATE_CSR("PUT", "/order/certificate/{id}/csr"),
    UPDATE_STATUS("PUT", "/order/certificate/{id}/status"),
    REVOKE_ORDER("PUT", "/order/certificate/{id}/revoke"),
    REVOKE_CERTIFICATE("PUT", "/certificate/{id}/revoke"),
    DOWNLOAD("GET", "/certificate/{id}/download/format/{format}"),
    CHAIN("GET", "/certificate/{id}/chain"),
    READ_REQUEST("GET", "/request/{id}"),
    UPDATE_REQUEST("PUT", "/request/{id}/status"),
    LIST_ORGANIZATIONS("GET", "/organization"),
    READ_ORGANIZATION("GET", "/organization/{id}"),
    ORGANIZATION_VALIDATION("GET", "/organization/{id}/validation"),
    BALANCE("GET", "/finance/balance"),
    USER("GET", "/user/me"),
    READ_USER("GET", "/user/{userId}"),
    LIST_PRODUCTS("GET", "/product"),
    READ_PRODUCT("GET", "/product/{nameId}"),
    UNKNOWN("", "/**");

    static final String BASE = "/simulator/services/v2";

    private final String method;
    private final PathPattern pattern;

    Operation(String method, String path) {
        this.method = method;
        this.pattern = PathPatternParser.defaultInstance.parse(Operation.BASE + path);
    }

    /** Returns the operation of a call; {@code UNKNOWN} if there is none. */
    static Operation of(String method, String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        return Arrays.stream(values())
                .filter(it -> it.method.equals(method) && it.pattern.matches(parsed))
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** Returns the operation's name in the control endpoints. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
