package io.eseal.lifecycle;

import io.eseal.id.EsealId;

/** Event: a request reached a state. Published in the transaction that moved it. */
public record StateEntered(EsealId esealId, EsealState state) {}
