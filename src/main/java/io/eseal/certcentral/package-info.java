/**
 * Client of DigiCert's CertCentral Services API v2: calls, records of the answers, exceptions, call limits. Has no
 * dependency on the process engine.
 */
@NullMarked
package io.eseal.certcentral;

import org.jspecify.annotations.NullMarked;
