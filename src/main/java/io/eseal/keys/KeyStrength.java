package io.eseal.keys;

import java.time.LocalDate;

/**
 * The size that an RSA key needs for a certificate's last day (ETSI TS 119 312).
 *
 * @param shortKeysUntil last day on which a certificate with a shorter RSA key may still be valid
 * @param longKeySize smallest RSA key, in bits, in a certificate that is valid beyond that day
 */
public record KeyStrength(LocalDate shortKeysUntil, int longKeySize) {

    /** Returns what ETSI TS 119 312 v1.5.1 recommends. */
    public static KeyStrength recommended() {
        return new KeyStrength(LocalDate.of(2028, 12, 31), 3072);
    }
}
