package io.eseal.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import java.time.Clock;

/** The request's own rules as they are; CertCentral alone is mocked. Also makes the bodies that the paths start with. */
public final class RequestBeans {

    private RequestBeans() {
    }

    public static void in(AnnotationConfigApplicationContext beans) {
        beans.registerBean(RequestRules.class, () -> new RequestRules(beans.getBean(Clock.class)));
        beans.register(RegisterRequest.class, ValidateRequest.class, RequestValidation.class);
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
