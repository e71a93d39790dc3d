/** Starts the demo: the stand-in for CertCentral and the service. In the jar of neither. */
package io.eseal.demo;
