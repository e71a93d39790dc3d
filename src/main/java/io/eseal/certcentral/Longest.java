package io.eseal.certcentral;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says how many characters of a text in an answer are read; the rest is dropped. Without it {@link #NAME}. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@interface Longest {

    /** Names and all else without a limit of its own; as long as the register's {@code organization_name}. */
    int NAME = 255;
    /** Words of a status; as long as the register's {@code order_status}. The longest known one has 15 characters. */
    int STATUS = 32;
    /**
     * Serial numbers; as long as {@code serial_number}. RFC 5280, 4.1.2.2: at most 20 octets, which are 40 hex digits.
     */
    int SERIAL = 64;
    /** Words of people at CertCentral. */
    int COMMENT = 1000;
    /** PEM of one certificate or CSR; the key of 8192 bits in one takes some 3,000. */
    int PEM = 65_536;

    int value();
}
