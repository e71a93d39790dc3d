package io.eseal.connection;

import java.net.URI;

/** Addresses to which the service may send a secret: over https, or on this machine. */
public final class SafeAddress {

    private SafeAddress() {}

    /**
     * Tells whether a secret may go to the address; false also for a text that is no address, and for an address with a
     * name and password.
     */
    public static boolean isOne(String address) {
        try {
            URI uri = URI.create(address.strip());
            return uri.getHost() != null
                    && uri.getUserInfo() == null
                    && ("https".equalsIgnoreCase(uri.getScheme())
                            || "http".equalsIgnoreCase(uri.getScheme()) && LoopbackNames.contain(uri.getHost()));
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }
}
