/** The places where people work: lists and titles of tasks, due dates, and the start page. */
@NullMarked
package io.eseal.desk;

import org.jspecify.annotations.NullMarked;
