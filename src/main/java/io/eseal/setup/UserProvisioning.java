package io.eseal.setup;

/** Who can sign in to a fresh installation. */
interface UserProvisioning {

    void ensure();
}
