package io.eseal.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.simulator.SimulatorServer;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Order bodies, card payments and CSRs as clients send them. */
public final class Orders {

    /** A number with a right check digit that the simulator takes, and the one that it declines. */
    public static final String CARD = "4111111111111111";

    static final String DECLINED_CARD = "4000000000000002";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Orders() {}

    /** Text with single quotes for double ones. */
    public static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static ObjectNode withoutCsr() {
        return json("""
                {'certificate': {'signature_hash': 'sha256', 'profile_option': 'nonrepudiation'},
                 'csa_agreed_to': true,
                 'provisioning_method': 'csr',
                 'organization': {'id': %d, 'contacts': [{'user_id': %d, 'contact_type': 'verified_contact'}]},
                 'order_validity': {'years': 1},
                 'payment_method': 'balance'}""".formatted(SimulatorServer.ORGANIZATION, SimulatorServer.CONTACT_USER));
    }

    public static ObjectNode withCsr(String csr) {
        return withoutCsr().put("csr", csr);
    }

    public static ObjectNode onToken() {
        ObjectNode order = withoutCsr().put("provisioning_method", "qscd");
        order.set("ship_info", json("""
                {'name': 'Ada Example', 'addr1': '1 Main Street', 'addr2': '', 'city': 'Dublin', 'state': 'Leinster',
                 'zip': 'D01', 'country': 'IE', 'method': 'STANDARD'}"""));
        return order;
    }

    public static ObjectNode cardPayment(String number) {
        return json("""
                {'credit_card': {'number': '%s', 'expiration_month': '12', 'expiration_year': '2099', 'cvv': '737',
                                 'cardholder_name': 'Cardholder Confidential', 'set_as_default': '0'},
                 'billing_address': {'address': '1 Main Street', 'city': 'Dublin', 'country': 'IE'}}""".formatted(number));
    }

    public static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String csr(KeyPair key) {
        try {
            byte[] der = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=Example NV"), key.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withRSA").build(key.getPrivate()))
                    .getEncoded();
            return "-----BEGIN CERTIFICATE REQUEST-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                    + "\n-----END CERTIFICATE REQUEST-----\n";
        } catch (java.io.IOException | org.bouncycastle.operator.OperatorException e) {
            throw new IllegalStateException(e);
        }
    }
}
