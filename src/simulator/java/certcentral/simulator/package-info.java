/**
 * A stand-in for CertCentral for the demo and the tests: a program of its own, which the service reaches over HTTP.
 * Shares no class with the service, so that mistakes do not cancel out, and lies outside of the packages that the
 * service looks through for its beans.
 */
package certcentral.simulator;
