/**
 * Attacks on the running service from outside, each with a harmless canary: every role, every door, every place where
 * the engine hangs.
 */
package io.eseal.attacks;
