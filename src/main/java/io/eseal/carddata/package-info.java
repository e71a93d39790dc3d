/**
 * Keeps card data and private keys out of storage and logs: refuses addresses, bodies and engine calls that hold them,
 * and gives up buffers that held them.
 */
@NullMarked
package io.eseal.carddata;

import org.jspecify.annotations.NullMarked;
