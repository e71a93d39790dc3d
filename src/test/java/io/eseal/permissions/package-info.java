/** Calls every route of the running application as each person, and compares the answers with docs/authorisation.md. */
package io.eseal.permissions;
