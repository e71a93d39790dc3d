package io.eseal.lifecycle;

/** A request reached a state; published in the transaction that moved it. */
public record StateEntered(String esealId, EsealState state) {}
