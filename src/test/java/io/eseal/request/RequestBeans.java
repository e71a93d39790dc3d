package io.eseal.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.certcentral.CertCentral;
import io.eseal.lifecycle.LifecycleBeans;

import java.time.Clock;
import java.util.Map;

/** The request's own rules as they are; CertCentral alone is mocked. Also makes the bodies that the paths start with. */
public final class RequestBeans {

    public final RequestRules rules;
    private final CertCentral certCentral;
    private final LifecycleBeans lifecycle;

    public RequestBeans(CertCentral certCentral, LifecycleBeans lifecycle, Clock clock) {
        this.rules = new RequestRules(clock);
        this.certCentral = certCentral;
        this.lifecycle = lifecycle;
    }

    public Map<String, Object> named() {
        return Map.of(
                "registerRequest", new RegisterRequest(lifecycle.register, lifecycle.actors),
                "validateRequest", new ValidateRequest(new RequestValidation(rules, certCentral, lifecycle.register)));
    }

    /** For a token, paid by balance, all that is needed filled in. */
    public static ObjectNode token() {
        return Bodies.qscd();
    }

    /** With the organisation's own key, paid by balance, its CSR still to come. */
    public static ObjectNode ownKey() {
        return Bodies.csr();
    }

    /** @param json in single quotes */
    public static ObjectNode with(ObjectNode body, String place, String json) {
        return Bodies.set(body, place, json);
    }

    public static ObjectNode withCsr(ObjectNode body, String pem) {
        return body.deepCopy().put("csr", pem);
    }

    public static String csr() {
        return Keys.csr(Keys.rsa(2048));
    }

    public static String csrWithShortKey() {
        return Keys.csr(Keys.rsa(1024));
    }
}
