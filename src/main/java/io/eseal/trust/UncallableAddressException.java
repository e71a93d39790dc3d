package io.eseal.trust;

import java.net.UnknownHostException;

/**
 * Signals an address that this service never calls: it is none over http, or its host is not on the public internet.
 */
final class UncallableAddressException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    UncallableAddressException(String message) {
        super(message);
    }
}
