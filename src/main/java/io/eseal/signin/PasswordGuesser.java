package io.eseal.signin;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Possible guesser of passwords, as digests: an address, and an address together with the user that it tries. An IPv6
 * network of 64 bits counts as one address, because one host can have all of it. A browser or connection that is known
 * takes the place of both.
 *
 * @param address the digest of the address; empty for a known browser or connection
 * @param withUser the digest of the address, browser or connection together with the user
 */
record PasswordGuesser(Optional<String> address, String withUser) {

    private static final int NETWORK_BYTES = 8;

    /** Makes the guesser of an address, for a caller who is not known. */
    static PasswordGuesser ofAddress(String address, String user) {
        String network = network(address);
        return new PasswordGuesser(Optional.of(digest(network)), digest(network + '\0' + key(user)));
    }

    /**
     * Makes the guesser of a known browser or connection.
     *
     * @param place a browser or a connection in which the user gave the right password before
     */
    static PasswordGuesser ofPlace(String place, String user) {
        return new PasswordGuesser(Optional.empty(), digest(place + '\0' + key(user)));
    }

    private static String key(String user) {
        return user.toLowerCase(Locale.ROOT);
    }

    private static String network(String address) {
        // Only a literal address has a colon, so this looks up no name.
        if (address == null || !address.contains(":")) {
            return String.valueOf(address);
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length > NETWORK_BYTES ? HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES) : address;
        } catch (UnknownHostException notAnAddress) {
            return address;
        }
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
