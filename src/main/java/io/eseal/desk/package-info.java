/** Where people work: the lists and titles of tasks, when a task is due, and the start page. */
@NullMarked
package io.eseal.desk;

import org.jspecify.annotations.NullMarked;
