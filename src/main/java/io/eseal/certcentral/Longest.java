package io.eseal.certcentral;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits the characters of a text that are read from an answer; the rest is dropped. The limit without this annotation
 * is {@link #NAME}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@interface Longest {

    /** Limit of names and of all texts without their own limit; the length of the column {@code organization_name}. */
    int NAME = 255;
    /**
     * Limit of status words; the length of the column {@code order_status}. The longest known word has 15 characters.
     */
    int STATUS = 32;
    /**
     * Limit of serial numbers; the length of the column {@code serial_number}. RFC 5280, 4.1.2.2: at most 20 octets,
     * which are 40 hex digits.
     */
    int SERIAL = 64;
    /** Limit of comments that people write in CertCentral. */
    int COMMENT = 1000;
    /** Limit of the PEM of one certificate or CSR; one with a key of 8192 bits takes some 3,000 characters. */
    int PEM = 65_536;

    /** Most characters that are read. */
    int value();
}
