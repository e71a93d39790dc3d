package io.eseal.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eseal.fixtures.Keys;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateFileTest {

    private static final X509Certificate ONE = TestCa.root("CN=One").certificate();
    private static final X509Certificate TWO = TestCa.root("CN=Two").certificate();

    private static byte[] pem(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void pem_with_words_around_the_blocks_is_read() throws Exception {
        String text = "subject=CN=One\n" + Keys.pem("CERTIFICATE", ONE.getEncoded()) + "\r\n\nsubject=CN=Two\n"
                + Keys.pem("CERTIFICATE", TWO.getEncoded()) + "\n# end\n";
        assertThat(CertificateFile.read(pem(text), "")).containsExactly(ONE, TWO);
    }

    @Test
    void pkcs12_with_certificates_alone_is_read_with_its_password() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("one", ONE);
        store.setCertificateEntry("two", TWO);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        store.store(file, "secret".toCharArray());
        assertThat(CertificateFile.read(file.toByteArray(), "secret")).containsExactlyInAnyOrder(ONE, TWO);
        assertThatThrownBy(() -> CertificateFile.read(file.toByteArray(), "wrong"))
                .hasMessage("it is neither PEM nor a PKCS#12 file that its password opens.");
    }

    @Test
    void what_holds_no_certificate_is_told_in_words(@TempDir Path folder) {
        assertThatThrownBy(() -> CertificateFile.read(folder.resolve("none.pem"), ""))
                .hasMessage("there is no such file.");
        assertThatThrownBy(() -> CertificateFile.read(folder, "")).hasMessageStartingWith("the file cannot be read");
        assertThatThrownBy(() -> CertificateFile.read(pem(Keys.pem("PUBLIC KEY", new byte[] {1, 2})), ""))
                .hasMessage("it holds a block that is no certificate.");
        assertThatThrownBy(() -> CertificateFile.read(new byte[0], ""))
                .hasMessage("it is neither PEM nor a PKCS#12 file that its password opens.");
    }
}
