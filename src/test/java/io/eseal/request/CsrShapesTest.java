package io.eseal.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.TestClock;
import io.eseal.keys.Der;
import io.eseal.screening.CardNumbers;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERT61String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shapes of good CSRs that stay accepted, at the door of a request too. */
class CsrShapesTest {

    private static final String PEM = Keys.csr(Keys.rsa(2048));
    private static final String ONE_LINE = PEM.replace("\n", "");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "csr-bag-attributes",
                "csr-utf8-bom",
                "csr-with-openssl-text",
                "csr-attributes-not-der-sorted",
                "csr-made-by-node-forge"
            })
    void what_is_around_the_block_gets_no_further_than_the_request_that_is_checked(String name) {
        ObjectNode request = OrderBodies.ownKey().put("csr", Files.text(name + ".pem"));

        CheckedRequest checked = new RequestRules(TestClock.FIXED).check(request);

        assertThat(checked.findings()).isEmpty();
        assertThat(checked.request().json().path("csr").textValue())
                .matches("-----BEGIN CERTIFICATE REQUEST-----[A-Za-z0-9+/=]+-----END CERTIFICATE REQUEST-----");
    }

    @Test
    void the_text_around_a_csr_looks_like_no_card_number() {
        assertThat(CardNumbers.contains(Files.text("csr-with-openssl-text.pem")))
                .isFalse();
    }

    @Test
    void the_largest_key_in_use_is_accepted() throws Exception {
        assertThat(Csr.parse(Files.text("csr-8192-bits.pem")).keySize()).isEqualTo(8192);
    }

    @Test
    void line_breaks_of_old_machines_and_missing_padding_are_read() throws Exception {
        assertThat(Csr.parse(PEM.replace("\n", "\r")).oneLine()).isEqualTo(ONE_LINE);
        assertThat(Csr.parse(ONE_LINE.replaceAll("=+-----END", "-----END")).oneLine())
                .isEqualTo(ONE_LINE);
    }

    @Test
    void names_in_old_alphabets_and_no_name_at_all_are_nothing_to_refuse() throws Exception {
        ASN1Encodable[] names = {new DERBMPString("Beispiel Söhne"), new DERT61String("Beispiel"), new DERUTF8String("")
        };
        for (ASN1Encodable name : names) {
            assertThat(Csr.parse(signed(new X500NameBuilder(BCStyle.INSTANCE)
                                    .addRDN(BCStyle.CN, name)
                                    .build()))
                            .keySize())
                    .isEqualTo(2048);
        }
        assertThat(Csr.parse(signed(new X500Name(new org.bouncycastle.asn1.x500.RDN[0])))
                        .keySize())
                .isEqualTo(2048);
    }

    @Test
    void a_name_that_is_no_good_utf_8_is_nothing_to_refuse() throws Exception {
        byte[] der = Keys.der(Keys.rsa(2048), "SHA256withRSA");
        CertificationRequest good = CertificationRequest.getInstance(der);
        byte[] content = Der.first(der);
        content[new String(content, StandardCharsets.ISO_8859_1).indexOf("Example")] = (byte) 0xFF;
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(Keys.rsa(2048).getPrivate());
        signature.update(content);
        byte[] broken = new DERSequence(new ASN1Encodable[] {
                    org.bouncycastle.asn1.ASN1Primitive.fromByteArray(content),
                    good.getSignatureAlgorithm(),
                    new DERBitString(signature.sign())
                })
                .getEncoded();

        assertThat(Csr.parse(Keys.pem("CERTIFICATE REQUEST", broken)).keySize()).isEqualTo(2048);
    }

    @Test
    void a_turkish_machine_at_the_date_line_reads_the_same() throws Exception {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertThat(Csr.parse(PEM).oneLine()).isEqualTo(ONE_LINE);
            for (ObjectNode body : List.of(OrderBodies.onToken(), OrderBodies.ownKey())) {
                assertThat(new RequestRules(TestClock.FIXED).check(body).findings())
                        .isEmpty();
            }
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    private static String signed(X500Name subject) throws Exception {
        return Keys.pem(
                "CERTIFICATE REQUEST",
                new JcaPKCS10CertificationRequestBuilder(subject, Keys.rsa(2048).getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withRSA")
                                .build(Keys.rsa(2048).getPrivate()))
                        .getEncoded());
    }
}
