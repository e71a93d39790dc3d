/**
 * What a start needs: settings that are checked first, groups and permissions of the engine, first users, the users of
 * the demo.
 */
package io.eseal.setup;
