/**
 * What a start needs: settings that are checked first, groups and permissions of the engine, first users, the users of
 * the demo.
 */
@NullMarked
package io.eseal.setup;

import org.jspecify.annotations.NullMarked;
