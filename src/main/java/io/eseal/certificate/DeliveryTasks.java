package io.eseal.certificate;

import io.eseal.lifecycle.EsealLifecycle.Elements;
import java.util.List;

/** Names the tasks at which the delivery of a seal waits for people. */
public final class DeliveryTasks {

    public static final List<String> ALL = List.of(
            Elements.USER_PROVE_SEAL,
            Elements.USER_ASSESS_CERTIFICATE,
            Elements.USER_INSTALL_CERTIFICATE,
            Elements.USER_CONFIRM_TOKEN_RECEIVED);

    private DeliveryTasks() {}
}
