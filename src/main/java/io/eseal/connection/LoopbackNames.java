package io.eseal.connection;

/** Names and addresses of this machine itself (loopback). */
public final class LoopbackNames {

    private LoopbackNames() {}

    /** Tells whether a host is loopback: by its spelling, never by a DNS query whose answer may change. */
    public static boolean contain(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }
}
