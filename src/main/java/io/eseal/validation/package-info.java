/**
 * Checks and cleans JSON bodies by rules: reports all findings at once, each with its path and the code of its rule.
 */
@NullMarked
package io.eseal.validation;

import org.jspecify.annotations.NullMarked;
