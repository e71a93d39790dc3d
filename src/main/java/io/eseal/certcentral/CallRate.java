package io.eseal.certcentral;

/**
 * The calls that an API key may make in the long run, for those who plan calls that can wait.
 *
 * @param perSecond more than zero
 */
public record CallRate(double perSecond) {}
