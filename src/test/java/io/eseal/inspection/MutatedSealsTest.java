package io.eseal.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.eseal.fixtures.Keys;
import io.eseal.fixtures.RandomCases;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;

/** Whatever becomes of a certificate, the inspection ends with a report in which each sentence can be shown. */
class MutatedSealsTest {

    private static final int CASES = 3_000;
    private static final byte[] TAGS = {
        0x30,
        0x31,
        0x02,
        0x03,
        0x04,
        0x05,
        0x06,
        0x0C,
        0x13,
        0x16,
        0x17,
        0x18,
        (byte) 0xA0,
        (byte) 0x80,
        (byte) 0x82,
        0,
        (byte) 0xFF
    };

    private final Random random = RandomCases.of("mutated seals");

    /** Changes anything, the key's bits too; the signature no longer verifies. */
    @Test
    void a_seal_with_changed_bytes_gets_a_report() {
        Delivery sample = Delivery.onCurves();
        byte[] der = sample.seal.der();
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] mutated = mutated(der);
            sample.download = pem -> block(mutated);
            InspectionReport report = inspected(sample, mutated);
            refused += report.conclusion() == Conclusion.REFUSED ? 1 : 0;
            assertThat(report.conclusion())
                    .as("changed, and not accepted")
                    .isEqualTo(Arrays.equals(der, mutated) ? Conclusion.ACCEPTED : Conclusion.REFUSED);
        }
        assertThat(refused).isGreaterThan(CASES / 2);
    }

    /** Changes one part of a seal whose issuer signs it all the same. */
    @Test
    void a_seal_with_a_damaged_part_that_was_signed_like_this_gets_a_report() {
        List<ASN1ObjectIdentifier> parts = List.of(
                Extension.authorityKeyIdentifier,
                Extension.keyUsage,
                Extension.certificatePolicies,
                Extension.authorityInfoAccess,
                Extension.cRLDistributionPoints,
                Extension.qCStatements,
                Extension.extendedKeyUsage,
                Extension.nameConstraints,
                Extension.subjectAlternativeName,
                Extension.basicConstraints);
        int readable = 0;
        for (int i = 0; i < CASES; i++) {
            ASN1ObjectIdentifier part = parts.get(random.nextInt(parts.size()));
            byte[] value = new byte[random.nextInt(40)];
            random.nextBytes(value);
            if (value.length > 2 && random.nextBoolean()) {
                value[0] = TAGS[random.nextInt(TAGS.length)];
                value[1] = (byte) (value.length - 2);
                value[2] = TAGS[random.nextInt(TAGS.length)];
            }
            Delivery delivery = Delivery.onCurves();
            if (part.equals(Extension.qCStatements)) {
                delivery.seal.withoutStatements();
            }
            delivery.seal.extension(part, random.nextBoolean(), value);
            InspectionReport report = inspected(delivery, value);
            readable += report.broken(Weight.HARD).stream()
                            .anyMatch(result -> result.rule().startsWith("download"))
                    ? 0
                    : 1;
        }
        assertThat(readable).as("parts that only a rule reads").isGreaterThan(CASES / 3);
    }

    @Test
    void a_seal_with_a_changed_RSA_key_gets_a_report() {
        Delivery sample = Delivery.ofToken();
        byte[] info = Delivery.SEAL_KEY.getPublic().getEncoded();
        byte[] der = sample.seal.der();
        int at = new String(der, StandardCharsets.ISO_8859_1).indexOf(new String(info, StandardCharsets.ISO_8859_1));
        for (int i = 0; i < 300; i++) {
            byte[] mutated = der.clone();
            // The numbers' tags and lengths, the exponent, or any bit of the modulus.
            int place = random.nextInt(3) > 0 ? at + random.nextInt(34) : at + info.length - 1 - random.nextInt(8);
            mutated[place] = random.nextBoolean() ? TAGS[random.nextInt(TAGS.length)] : (byte) random.nextInt();
            sample.download = pem -> block(mutated);
            inspected(sample, mutated);
        }
    }

    private InspectionReport inspected(Delivery delivery, byte[] mutated) {
        try {
            InspectionReport report = delivery.inspect();
            assertThat(report.results()).hasSameSizeAs(Rules.ALL);
            assertThat(report.results())
                    .allSatisfy(result -> assertThat(result.sentence())
                            .endsWith(".")
                            .hasSizeLessThan(1_500)
                            .matches(text -> text.codePoints().noneMatch(Quoted::isInvisible)));
            assertThat(report.comparisons())
                    .allSatisfy(row -> assertThat(row.came())
                            .hasSizeLessThan(7_000)
                            .matches(text -> text.codePoints().noneMatch(Quoted::isInvisible)));
            return report;
        } catch (Throwable e) {
            return fail(Keys.pem("MUTATED", mutated), e);
        }
    }

    private byte[] block(byte[] der) {
        return Keys.pem("CERTIFICATE", der).getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] mutated(byte[] original) {
        byte[] der = original.clone();
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(der.length);
            switch (random.nextInt(4)) {
                case 0 -> der[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> der[at] = TAGS[random.nextInt(TAGS.length)];
                case 2 -> der[at] = (byte) random.nextInt();
                default ->
                    der = random.nextInt(8) == 0
                            ? Arrays.copyOf(der, Math.max(1, der.length - random.nextInt(12)))
                            : swapped(der, at, random.nextInt(der.length));
            }
        }
        return der;
    }

    private static byte[] swapped(byte[] der, int one, int other) {
        byte kept = der[one];
        der[one] = der[other];
        der[other] = kept;
        return der;
    }
}
