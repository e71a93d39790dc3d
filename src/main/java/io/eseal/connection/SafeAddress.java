package io.eseal.connection;

import java.net.URI;

/** Addresses that a secret may travel to at all: by https, or on this machine. */
public final class SafeAddress {

    private SafeAddress() {}

    /** False also for what is no address, or one that holds a name and password. */
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
