/**
 * The start of the service: check of the settings, groups and permissions of the engine, first users, users of the
 * demo.
 */
@NullMarked
package io.eseal.setup;

import org.jspecify.annotations.NullMarked;
