package io.eseal.order;

import io.eseal.lifecycle.RoutingWord;

/** What a look-up came to, for the gateway behind it. */
enum LookUpResult implements RoutingWord {
    FOUND,
    WAITING,
    ABSENT,
    IN_DOUBT
}
