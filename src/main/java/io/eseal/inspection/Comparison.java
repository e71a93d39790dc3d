package io.eseal.inspection;

/**
 * A row of the table that shows the order and the certificate side by side.
 *
 * @param ordered empty when the order does not say it
 * @param came empty when the certificate does not say it
 */
public record Comparison(String what, String ordered, String came) {}
