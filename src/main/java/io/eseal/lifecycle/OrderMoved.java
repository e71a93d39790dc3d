package io.eseal.lifecycle;

import java.util.Optional;

/**
 * Tells that CertCentral lists the order of a seal that is issued among those that changed. The list may repeat itself.
 *
 * @param status the order's status, where the list says it
 * @param certificateId the order's certificate, where the list says it
 */
public record OrderMoved(Eseal eseal, Optional<String> status, Optional<Long> certificateId) {}
