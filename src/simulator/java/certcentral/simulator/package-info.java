/**
 * Stand-in for CertCentral in the demo and in tests: a program of its own, which the service calls over HTTP. Shares no
 * class with the service, so that the same mistake is not made on both sides, and lies outside of the packages in which
 * the service searches for its beans.
 */
package certcentral.simulator;
