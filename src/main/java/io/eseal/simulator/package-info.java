/**
 * A stand-in for CertCentral for the demo and the tests. Shares no class with the client, so that mistakes do not
 * cancel out.
 */
package io.eseal.simulator;
