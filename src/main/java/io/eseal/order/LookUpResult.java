package io.eseal.order;

import io.eseal.lifecycle.RoutingWord;

/** Results of a look-up, as the gateway behind it reads them. */
enum LookUpResult implements RoutingWord {
    FOUND,
    WAITING,
    ABSENT,
    IN_DOUBT
}
