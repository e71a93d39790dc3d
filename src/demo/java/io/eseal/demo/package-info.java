/** Starts the demo: the stand-in for CertCentral and the service. Part of neither jar. */
package io.eseal.demo;
