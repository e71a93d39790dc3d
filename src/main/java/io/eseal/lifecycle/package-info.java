/** What every capability shares: the ids of the process, the eSeal's record with its state, and the hash-chained timeline of each request. */
package io.eseal.lifecycle;
