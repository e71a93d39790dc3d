/** A small library to check and clean a JSON body by rules: every finding at once, each with its path and the rule. */
@NullMarked
package io.eseal.validation;

import org.jspecify.annotations.NullMarked;
