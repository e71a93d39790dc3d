/** Keeps card data out of everything that lasts: addresses and engine calls that hold it are refused, buffers that held it are given up. */
package io.eseal.carddata;
