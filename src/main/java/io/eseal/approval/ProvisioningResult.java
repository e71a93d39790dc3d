package io.eseal.approval;

import io.eseal.lifecycle.RoutingWord;

/** What is there to order with, for the gateway behind the check. */
enum ProvisioningResult implements RoutingWord {
    COMPLETE,
    /** Something is missing or wrong that the requester was asked for last. */
    INCOMPLETE,
    /** It is not what was approved. */
    CHANGED
}
