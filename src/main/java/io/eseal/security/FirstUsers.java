package io.eseal.security;

/** Who can sign in to a fresh installation. */
interface FirstUsers {

    void ensure();
}
