package io.eseal.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Identifies this node of the cluster by host name and a random part, which is new after each start. */
@Component
public class NodeId {

    // DNS names have up to 253 characters; host and random part must fit the ledger's column of 255.
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
