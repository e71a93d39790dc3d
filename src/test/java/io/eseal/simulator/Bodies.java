package io.eseal.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Order bodies and CSRs. */
final class Bodies {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    static final KeyPair KEYS = keys("RSA", 2048);

    private Bodies() {}

    static ObjectNode csrOrder() {
        ObjectNode order = base();
        order.put("provisioning_method", "csr");
        order.withObject("/certificate").put("csr", csr(KEYS));
        return order;
    }

    static ObjectNode tokenOrder() {
        ObjectNode order = base();
        order.put("provisioning_method", "qscd");
        order.set("ship_info", parse("""
                {"name":"Alex Example","addr1":"1 Example Street","addr2":"","city":"Dublin","state":"Leinster",
                 "zip":"D02 XY45","country":"ie","method":"STANDARD"}"""));
        return order;
    }

    static ObjectNode cardOrder(String number) {
        ObjectNode order = csrOrder();
        order.put("payment_method", "card");
        ObjectNode card = parse("""
                {"expiration_month":"12","expiration_year":"2099","cvv":"333","cardholder_name":"Alex Example",
                 "save_credit_card":null,"set_as_default":"0"}""");
        order.set("credit_card", card.put("number", number));
        order.set(
                "billing_address", parse("{\"address\":\"1 Example Street\",\"city\":\"Dublin\",\"country\":\"ie\"}"));
        return order;
    }

    static ObjectNode newOrganization(String name) {
        return parse("""
                {"address":"2 Example Street","city":"Vienna","country":"AT","zip":"1010","telephone":"+43 1 555",
                 "contacts":[{"contact_type":"verified_contact","first_name":"Kim","last_name":"Example",
                 "email":"kim@example.com","job_title":"Clerk","telephone":"+43 1 555"}]}""").put("name", name);
    }

    private static ObjectNode base() {
        return parse("""
                {"certificate":{"signature_hash":"sha256","profile_option":"nonrepudiation"},"csa_agreed_to":true,
                 "organization":{"id":2042709,"contacts":[{"user_id":2812497,"contact_type":"verified_contact"}]},
                 "payment_method":"balance"}""");
    }

    static ObjectNode parse(String json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    static KeyPair keys(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String csr(KeyPair keys) {
        return csr(keys.getPublic(), keys.getPrivate());
    }

    /** Returns a CSR in one line, as the vendor's page asks. */
    static String csr(PublicKey key, PrivateKey signer) {
        try {
            String algorithm = signer.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
            byte[] der = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=ignored"), key)
                    .build(new JcaContentSignerBuilder(algorithm).build(signer))
                    .getEncoded();
            return pem("CERTIFICATE REQUEST", der);
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----" + Base64.getEncoder().encodeToString(der) + "-----END " + type + "-----";
    }
}
