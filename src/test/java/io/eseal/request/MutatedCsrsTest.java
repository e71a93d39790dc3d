package io.eseal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.eseal.fixtures.Keys;
import io.eseal.fixtures.RandomCases;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tests that a mutated CSR is accepted, or refused with a sentence. */
class MutatedCsrsTest {

    private static final int CASES = 20_000;

    @Test
    void every_changed_csr_is_a_csr_or_is_refused_with_a_sentence() {
        Random random = RandomCases.of("mutated CSRs");
        List<byte[]> originals = originals();
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            String text = mutated(originals.get(random.nextInt(originals.size())), random);
            try {
                assertThat(Csr.parse(text).oneLine()).startsWith("-----BEGIN ");
            } catch (CsrRejected e) {
                assertThat(e.getMessage()).endsWith(".").doesNotContain("MII");
                refused++;
            } catch (Throwable e) {
                fail("case " + i + ": " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)), e);
            }
        }
        assertThat(refused).as("mutations do something").isGreaterThan(CASES / 2);
    }

    private static List<byte[]> originals() {
        List<byte[]> originals = new ArrayList<>();
        originals.add(Keys.der(Keys.rsa(2048), "SHA256withRSA"));
        originals.add(Keys.der(Keys.rsa(2048), "SHA256withRSAandMGF1"));
        originals.add(Keys.der(Keys.ec(), "SHA256withECDSA"));
        for (String name : List.of(
                "csr-attributes-not-der-sorted",
                "csr-made-by-node-forge",
                "csr-negative-modulus",
                "csr-rsassa-pss-key-oid")) {
            originals.add(
                    Base64.getMimeDecoder().decode(Files.text(name + ".pem").replaceAll("-----.*?-----", "")));
        }
        return originals;
    }

    private static String mutated(byte[] original, Random random) {
        byte[] der = original.clone();
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            // Most of the structure is in front; the rest is numbers.
            int at = random.nextBoolean() ? random.nextInt(Math.min(120, der.length)) : random.nextInt(der.length);
            der = switch (random.nextInt(5)) {
                case 0 -> flipped(der, at, 1 << random.nextInt(8));
                case 1 -> replaced(der, at, (byte) random.nextInt(256));
                case 2 -> without(der, at, random.nextInt(8));
                case 3 -> twice(der, at, random.nextInt(40));
                default ->
                    replaced(
                            der,
                            at,
                            new byte[] {0x30, 0x31, (byte) 0xA0, (byte) 0x80, (byte) 0x84, 0x02, 0x00, (byte) 0xFF}
                                    [random.nextInt(8)]);
            };
            if (der.length == 0) {
                break;
            }
        }
        String label = random.nextInt(8) == 0
                ? List.of("PUBLIC KEY", "RSA PUBLIC KEY", "NEW CERTIFICATE REQUEST", "CERTIFICATE")
                        .get(random.nextInt(4))
                : "CERTIFICATE REQUEST";
        StringBuilder text = new StringBuilder(Keys.pem(label, der));
        for (int changes = random.nextInt(8) == 0 ? 1 + random.nextInt(3) : 0; changes > 0; changes--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(0x10000));
                case 1 -> text.deleteCharAt(at);
                default ->
                    text.insert(
                            at,
                            List.of("\uFEFF", "\u0000", "-----", "\\n", "\uD800", "=")
                                    .get(random.nextInt(6)));
            }
        }
        return text.toString();
    }

    private static byte[] flipped(byte[] der, int at, int bits) {
        der[at] ^= (byte) bits;
        return der;
    }

    private static byte[] replaced(byte[] der, int at, byte value) {
        der[at] = value;
        return der;
    }

    private static byte[] without(byte[] der, int at, int length) {
        int end = Math.min(der.length, at + length);
        byte[] shorter = new byte[der.length - (end - at)];
        System.arraycopy(der, 0, shorter, 0, at);
        System.arraycopy(der, end, shorter, at, der.length - end);
        return shorter;
    }

    private static byte[] twice(byte[] der, int at, int length) {
        int end = Math.min(der.length, at + length);
        byte[] longer = new byte[der.length + (end - at)];
        System.arraycopy(der, 0, longer, 0, end);
        System.arraycopy(der, at, longer, end, der.length - at);
        return longer;
    }
}
