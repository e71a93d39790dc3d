/** Users, groups, sign-in and permissions. */
package io.eseal.security;
