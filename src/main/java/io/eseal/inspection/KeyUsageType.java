package io.eseal.inspection;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;

/** The types of key usage of ETSI EN 319 412-2, table 1. */
public enum KeyUsageType {
    /** nonRepudiation alone. */
    A(KeyUsage.nonRepudiation),
    /** nonRepudiation and digitalSignature. */
    B(KeyUsage.nonRepudiation | KeyUsage.digitalSignature),
    /** digitalSignature alone. */
    C(KeyUsage.digitalSignature),
    /** digitalSignature and keyEncipherment or keyAgreement. */
    D(KeyUsage.digitalSignature | KeyUsage.keyEncipherment, KeyUsage.digitalSignature | KeyUsage.keyAgreement),
    /** keyEncipherment or keyAgreement alone. */
    E(KeyUsage.keyEncipherment, KeyUsage.keyAgreement),
    /** nonRepudiation, digitalSignature, and keyEncipherment or keyAgreement. */
    F(
            KeyUsage.nonRepudiation | KeyUsage.digitalSignature | KeyUsage.keyEncipherment,
            KeyUsage.nonRepudiation | KeyUsage.digitalSignature | KeyUsage.keyAgreement);

    private static final int[] BITS = {
        KeyUsage.digitalSignature,
        KeyUsage.nonRepudiation,
        KeyUsage.keyEncipherment,
        KeyUsage.dataEncipherment,
        KeyUsage.keyAgreement,
        KeyUsage.keyCertSign,
        KeyUsage.cRLSign,
        KeyUsage.encipherOnly,
        KeyUsage.decipherOnly
    };

    private final int[] usages;

    KeyUsageType(int... usages) {
        this.usages = usages;
    }

    /** Returns the type of a certificate's key usage; empty when it is none of the six. */
    static Optional<KeyUsageType> of(KeyUsage usage) {
        int set = Arrays.stream(BITS).filter(usage::hasUsages).reduce(0, (all, bit) -> all | bit);
        return Arrays.stream(values())
                .filter(type -> Arrays.stream(type.usages).anyMatch(bits -> bits == set))
                .findFirst();
    }
}
