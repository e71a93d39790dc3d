package io.eseal.approval;

import io.eseal.lifecycle.RoutingWord;

/** Results of the check before ordering, as the gateway behind it reads them. */
enum ProvisioningResult implements RoutingWord {
    /** Everything is there, and is what was approved. */
    COMPLETE,
    /** The CSR or the shipping address is missing or wrong: the requester fills it in. */
    INCOMPLETE,
    /** The request has other findings, or is not what was approved. */
    CHANGED
}
