/**
 * Keeps card data and private keys out of everything that lasts: addresses, bodies and engine calls that hold them are
 * refused, buffers that held them are given up.
 */
@NullMarked
package io.eseal.carddata;

import org.jspecify.annotations.NullMarked;
