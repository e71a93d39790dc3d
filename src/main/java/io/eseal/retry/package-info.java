/** What happens to a step whose call to CertCentral failed: by the class of the failure, not by its number. */
package io.eseal.retry;
