/** Who may call what: every route of the running application, as everybody, against docs/authorisation.md. */
package io.eseal.permissions;
