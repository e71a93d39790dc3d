package io.eseal.validation;

/**
 * One error in a body.
 *
 * @param path JSON path of the value, such as {@code $.organization.contacts[0].email}
 * @param rule short code of the rule, such as {@code required} or {@code allowed_values}
 * @param message a sentence for people that names the field and what is expected; never holds a card number, a CVV or a
 *     key
 */
public record Finding(String path, String rule, String message) {}
