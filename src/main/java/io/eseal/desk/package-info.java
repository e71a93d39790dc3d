/** Where people work: the lists and titles of tasks, when a task is due, and the start page. */
package io.eseal.desk;
