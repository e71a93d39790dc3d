package io.eseal.watch;

import java.util.Set;

/**
 * Concern about a seal in service, which people must know.
 *
 * @param sentence the concern for people
 */
record Concern(Cause cause, String sentence) {

    /** Causes of concerns; people are told of each once for each seal, and again when it was gone meanwhile. */
    enum Cause {
        /** The issuer says that the certificate is revoked, and nobody here asked for it. */
        REVOKED_OUTSIDE,
        /** There is no path from the certificate to a trusted CA any more. */
        ISSUER_NOT_TRUSTED,
        /** The trusted list does not grant the issuer for seals any more. */
        ISSUER_WITHDRAWN,
        /** The trusted list makes the certificate less than it says that it is, and than was accepted when it came. */
        QUALIFICATION_LOST,
        /** The certificate's key or signature has passed the date until which it counts as strong. */
        ALGORITHM_PAST_ITS_DATE,
        /** Somebody called the key compromised when asking for the revocation of another seal with it. */
        KEY_COMPROMISED,
        /** CertCentral's order is being reissued, which was not asked for here. */
        REISSUE_PENDING,
        /** CertCentral's order has another certificate than the one in service. */
        REISSUED_OUTSIDE,
        /** CertCentral's order was ended or halted, which was not asked for here. */
        ORDER_ENDED;

        /** Returns whether the cause tells people more than those of which they know. */
        boolean isNews(Set<String> known) {
            return this != ORDER_ENDED || !known.contains(REVOKED_OUTSIDE.name());
        }
    }
}
