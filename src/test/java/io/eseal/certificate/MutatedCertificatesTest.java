package io.eseal.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.RandomCases;
import io.eseal.fixtures.TestClock;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.inspection.CertificateChain;
import io.eseal.orderbody.OrderBody;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tests that a mutated certificate is accepted, or that a finding says what speaks against it. */
class MutatedCertificatesTest {

    private static final int CASES = 10_000;

    private final SealVerification verification = new SealVerification(new TestClock());
    private final ObjectNode request = JsonNodeFactory.instance
            .objectNode()
            .put("provisioning_method", "csr")
            .put("csr", Keys.csr(Certificates.SEAL_KEY));

    @Test
    void every_changed_download_is_accepted_or_found() {
        Random random = RandomCases.of("mutated certificates");
        byte[] seal = der(Certificates.seal(Certificates.COMPLIANCE, Certificates.ESEAL));
        int found = 0;
        for (int i = 0; i < CASES; i++) {
            String pem = damaged(
                    "-----BEGIN CERTIFICATE-----" + Base64.getEncoder().encodeToString(mutated(seal, random))
                            + "-----END CERTIFICATE-----"
                            + Certificates.CA,
                    random);
            try {
                found += verification
                                .verify(seal(pem), OrderBody.of(request), Optional.of("issued"))
                                .isEmpty()
                        ? 0
                        : 1;
                CertificateChain.readable(pem)
                        .flatMap(CertificateChain::leaf)
                        .ifPresent(leaf -> assertThat(seal(pem)
                                        .asCertified(leaf)
                                        .serialNumber()
                                        .orElse(""))
                                .hasSizeLessThanOrEqualTo(64));
            } catch (Throwable e) {
                fail("case " + i + ": " + pem, e);
            }
        }
        assertThat(found).as("mutations do something").isGreaterThan(CASES / 2);
    }

    @Test
    void statements_of_thousands_of_levels_are_none_and_no_stack_overflow() {
        byte[] deep = {0x31, 0};
        while (deep.length < 30_000) {
            byte[] header = deep.length < 0x80
                    ? new byte[] {0x31, (byte) deep.length}
                    : new byte[] {0x31, (byte) 0x82, (byte) (deep.length >> 8), (byte) deep.length};
            byte[] whole = Arrays.copyOf(header, header.length + deep.length);
            System.arraycopy(deep, 0, whole, header.length, deep.length);
            deep = whole;
        }
        String pem = Certificates.withStatements(deep);

        assertThat(verification.verify(seal(pem + Certificates.CA), OrderBody.of(request), Optional.of("issued")))
                .extracting("rule")
                .contains("qualified", "seal");
    }

    private static IssuedSeal seal(String pem) {
        return new IssuedSeal(
                EsealId.of("ES-00000001"),
                OrderId.of(7),
                8,
                Optional.empty(),
                Certificates.FROM,
                Instant.parse("2027-06-14T23:59:59Z"),
                Optional.of(pem));
    }

    private static byte[] der(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----.*?-----", ""));
    }

    private static byte[] mutated(byte[] original, Random random) {
        byte[] der = original.clone();
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(der.length);
            switch (random.nextInt(3)) {
                case 0 -> der[at] ^= (byte) (1 << random.nextInt(8));
                case 1 ->
                    der[at] = new byte[] {0x30, 0x31, (byte) 0xA0, (byte) 0x80, (byte) 0x84, 0x02, 0x00, (byte) 0xFF}
                            [random.nextInt(8)];
                default -> der = Arrays.copyOf(der, Math.max(1, der.length - random.nextInt(12)));
            }
        }
        return der;
    }

    private static String damaged(String pem, Random random) {
        if (random.nextInt(6) > 0) {
            return pem;
        }
        StringBuilder text = new StringBuilder(pem);
        text.insert(
                random.nextInt(text.length()),
                List.of(
                                "\uFEFF",
                                "\u0000",
                                "-----",
                                "-----BEGIN CERTIFICATE-----",
                                "-----END CERTIFICATE-----",
                                "=",
                                "\uD800")
                        .get(random.nextInt(7)));
        return new String(text.toString().getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16);
    }
}
