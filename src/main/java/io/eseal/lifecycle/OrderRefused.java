package io.eseal.lifecycle;

import io.eseal.id.EsealId;

/**
 * Tells that CertCentral refused to take the order of a request: what it answered about the account before, such as the
 * balance, may not be true any more.
 */
public record OrderRefused(EsealId esealId) {}
