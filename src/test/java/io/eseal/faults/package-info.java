/**
 * Whole nodes under faults: killed, frozen, cut off from CertCentral or from their database; afterwards one oracle says
 * whether each request has one order.
 */
package io.eseal.faults;
