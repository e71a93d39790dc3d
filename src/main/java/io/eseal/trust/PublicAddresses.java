package io.eseal.trust;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * Tells addresses of the public internet from all others: a certificate names the addresses that are fetched for it,
 * and must not lead the service to hosts that only this machine can reach.
 */
final class PublicAddresses {

    private PublicAddresses() {}

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
