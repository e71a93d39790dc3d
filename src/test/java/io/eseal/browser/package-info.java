/**
 * People at their browsers, in Chromium: what each sees and does on the start page, in Tasklist and in Cockpit. Run by
 * the Maven profile {@code browser}.
 */
package io.eseal.browser;
