/** What makes the service the process as a typical team would run it, for the benchmark to compare with. */
package io.eseal.bench.stock;
