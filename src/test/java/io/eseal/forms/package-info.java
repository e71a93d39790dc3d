/** How forms are put together from what several of them have in common. */
package io.eseal.forms;
