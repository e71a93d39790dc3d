package io.eseal.trust;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hc.core5.net.InetAddressUtils;

/**
 * Tells addresses of the public internet from all others: a certificate names the addresses that are fetched for it,
 * and must not lead the service to hosts that only this machine can reach.
 */
final class PublicAddresses {

    /**
     * Ends of names that no host of the public internet has: RFC 2606, 6761, 6762, 7686, 8375 and 9476, and ICANN's
     * reservation of 29 July 2024.
     */
    private static final Set<String> RESERVED =
            Set.of("invalid", "test", "example", "localhost", "local", "onion", "alt", "internal", "home.arpa");

    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");

    private PublicAddresses() {}

    /**
     * Returns whether a host of the public internet can have the name: it is an IP address, or has a dot and does not
     * end as reserved names do. Whether the name leads to such a host is known when it is resolved.
     *
     * @param host as in an address, an IPv6 address in brackets
     */
    static boolean canBeNamed(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        if (name.startsWith("[")) {
            return true;
        }
        if (NUMBERS.matcher(name).matches()) {
            // Programs read 010.0.0.1 in different ways.
            return InetAddressUtils.isIPv4(name);
        }
        return name.contains(".") && RESERVED.stream().noneMatch(end -> name.equals(end) || name.endsWith("." + end));
    }

    /** Returns whether the address belongs to the public internet (IANA's registries of special-purpose addresses). */
    static boolean contain(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        int third = bytes[2] & 0xff;
        boolean carrierGrade = first == 100 && second >= 64 && second < 128;
        boolean protocolAssignments = first == 192 && second == 0 && (third == 0 || third == 2);
        boolean benchmarks = first == 198 && (second == 18 || second == 19);
        boolean documentation =
                first == 198 && second == 51 && third == 100 || first == 203 && second == 0 && third == 113;
        return first != 0 && first < 240 && !carrierGrade && !protocolAssignments && !benchmarks && !documentation;
    }

    private static boolean isPublic6(byte[] bytes) {
        // Only 2000::/3 is routed; in it, addresses that carry an IPv4 address are judged by that one.
        if ((bytes[0] & 0xe0) != 0x20) {
            return false;
        }
        if (bytes[0] == 0x20 && bytes[1] == 0x02) {
            return isPublicIn(bytes, 2);
        }
        boolean teredoAndOthers = bytes[0] == 0x20 && bytes[1] == 0x01 && (bytes[2] & 0xfe) == 0;
        boolean documentation = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0d && bytes[3] == (byte) 0xb8;
        return !teredoAndOthers && !documentation;
    }

    private static boolean isPublicIn(byte[] bytes, int offset) {
        try {
            return contain(InetAddress.getByAddress(Arrays.copyOfRange(bytes, offset, offset + 4)));
        } catch (java.net.UnknownHostException impossible) {
            return false;
        }
    }
}
