package io.eseal.connection;

/** The names that lead to this machine itself, wherever they are looked up. */
public final class LoopbackNames {

    private LoopbackNames() {}

    /** Tells by the spelling of a host, never by a look-up whose answer may change. */
    public static boolean contain(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }
}
