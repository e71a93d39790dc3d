package io.eseal.ledger;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Which process of which machine this is: another one after each start. */
@Component
public class NodeId {

    // A name in the DNS has up to 253 characters; the ledger keeps 255.
    private static final int LONGEST_HOST = 200;

    private final String text = host() + "-" + UUID.randomUUID().toString().substring(0, 8);

    @Override
    public String toString() {
        return text;
    }

    private static String host() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.length() > LONGEST_HOST ? name.substring(0, LONGEST_HOST) : name;
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
