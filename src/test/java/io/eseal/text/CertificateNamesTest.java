package io.eseal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERT61String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.DERUniversalString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CertificateNamesTest {

    static ASN1Encodable[] strings() {
        return new ASN1Encodable[] {
            new DERUTF8String("Société, NV"),
            new DERBMPString("Société, NV"),
            new DERT61String("Société, NV"),
            new DERUniversalString("Société, NV".getBytes(Charset.forName("UTF-32BE")))
        };
    }

    @ParameterizedTest
    @MethodSource("strings")
    void each_kind_of_string_is_shown_as_text(ASN1Encodable text) throws IOException {
        X500Name name = new X500NameBuilder()
                .addRDN(BCStyle.C, "BE")
                .addRDN(BCStyle.O, text)
                .addRDN(BCStyle.ORGANIZATION_IDENTIFIER, text)
                .build();
        assertThat(CertificateNames.shown(name)).isEqualTo("C=BE,O=Société\\, NV,organizationIdentifier=Société\\, NV");
        assertThat(CertificateNames.shown(new X500Principal(name.getEncoded())))
                .isEqualTo("organizationIdentifier=Société\\, NV,O=Société\\, NV,C=BE");
        assertThat(CertificateNames.value(text)).isEqualTo("Société, NV");
    }

    @Test
    void a_name_that_is_no_text_is_shown_somehow() throws IOException {
        X500Name name =
                new X500NameBuilder().addRDN(BCStyle.O, DERNull.INSTANCE).build();
        assertThat(CertificateNames.shown(new X500Principal(name.getEncoded()))).isEqualTo("O=#0500");
    }
}
