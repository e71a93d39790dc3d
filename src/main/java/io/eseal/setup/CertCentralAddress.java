package io.eseal.setup;

import io.eseal.connection.LoopbackNames;
import io.eseal.connection.SafeAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Checks the address that receives the API key (OWASP ASVS 5.0, 13.2.4): permitted are CertCentral's hosts, hosts that
 * an administrator names, and loopback.
 */
final class CertCentralAddress {

    private static final Set<String> KNOWN =
            Set.of("certcentral.digicert.eu", "www.certcentral.digicert.eu", "www.digicert.com");
    private static final int HTTPS = 443;

    private CertCentralAddress() {}

    /**
     * Returns one sentence for an address that is not permitted, otherwise an empty list; without a setting the address
     * is CertCentral's own.
     */
    static List<String> findings(Environment settings) {
        var address = settings.getProperty("certcentral.base-url");
        if (!StringUtils.hasText(address)) {
            return List.of();
        }
        return permitted(address.strip(), KeyReceivers.of(settings).allowedHosts())
                ? List.of()
                : List.of("CERTCENTRAL_BASE_URL is '" + address.replaceAll("//[^/]*@", "//…@")
                        + "': the API key travels over https only, to "
                        + String.join(", ", KNOWN.stream().sorted().toList())
                        + " and to what CERTCENTRAL_ALLOWED_HOSTS names; "
                        + "plain http is accepted on loopback alone.");
    }

    private static boolean permitted(String address, List<String> named) {
        if (!SafeAddress.isOne(address)) {
            return false;
        }
        var uri = URI.create(address);
        var host = uri.getHost().toLowerCase(Locale.ROOT);
        var https = uri.getScheme().equalsIgnoreCase("https");
        var port = uri.getPort() == -1 && https ? HTTPS : uri.getPort();
        return LoopbackNames.contain(host)
                || names(named).contains(host + ":" + port)
                || https && port == HTTPS && KNOWN.contains(host);
    }

    /** Returns each name with a port; a name without one gets the port of https. */
    private static List<String> names(List<String> named) {
        var names = new ArrayList<String>();
        named.forEach(name -> names.add(
                (name.matches(".*:[0-9]+") ? name : name + ":" + HTTPS).strip().toLowerCase(Locale.ROOT)));
        return names;
    }
}
