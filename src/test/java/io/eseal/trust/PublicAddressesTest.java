package io.eseal.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::1",
                "2002:7f00:1::1",
                "2001::1",
                "2001:db8::1",
                "100::1",
                "::10.0.0.1"
            })
    void these_lead_nowhere_outside(String address) throws UnknownHostException {
        assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1",
                "192.0.1.1", "192.167.0.1", "198.17.0.1", "198.20.0.1", "223.255.255.1", "2606:4700::1111", "2a00::1",
                "2002:101:101::1", "2001:4860::8888", "::ffff:1.1.1.1"
            })
    void these_are_on_the_internet(String address) throws UnknownHostException {
        assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid",
                "ocsp.invalid",
                "OCSP.Test",
                "pki.example",
                "localhost",
                "localhost.",
                "foo.localhost",
                "foo.localhost.",
                "printer.local",
                "pki.internal",
                "a.onion",
                "a.alt",
                "router.home.arpa",
                "ocsp",
                "ocsp.",
                "010.0.0.1",
                "127.0.0.01",
                "127.1",
                "2130706433"
            })
    void these_names_no_host_outside_has(String host) {
        assertThat(PublicAddresses.canBeNamed(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ocsp.digicert.com",
                "OCSP.QuoVadisGlobal.com.",
                "pki.example.com",
                "test.eu",
                "local.be",
                "invalid.co",
                "xn--mller-kva.de",
                "1.1.1.1",
                "[2606:4700::1111]",
                "1und1.de"
            })
    void these_names_a_host_outside_may_have(String host) {
        assertThat(PublicAddresses.canBeNamed(host)).isTrue();
    }
}
