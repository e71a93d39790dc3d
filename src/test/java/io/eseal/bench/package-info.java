/**
 * Measures the service at the sizes that it is made for, on data that SQL multiplies from what the process itself
 * makes.
 */
package io.eseal.bench;
