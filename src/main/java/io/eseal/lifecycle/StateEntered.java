package io.eseal.lifecycle;

import io.eseal.id.EsealId;

/** A request reached a state; published in the transaction that moved it. */
public record StateEntered(EsealId esealId, EsealState state) {}
