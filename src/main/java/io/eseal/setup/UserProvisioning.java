package io.eseal.setup;

/** Creates the users of a new installation. */
interface UserProvisioning {

    /** Creates the users that are missing; called at each start without an OpenID provider, in a transaction. */
    void ensure();
}
