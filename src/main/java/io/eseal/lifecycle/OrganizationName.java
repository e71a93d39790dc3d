package io.eseal.lifecycle;

import io.eseal.orderbody.OrderBody;
import io.eseal.text.VisibleText;
import java.util.Optional;

/** Finds the name under which people see a request's organisation. */
public final class OrganizationName {

    private OrganizationName() {}

    /**
     * Returns the name in CertCentral, else the name in the request, else the word "organisation" with the id in the
     * request; empty when there is none of them. Forms send fields that nobody filled in as nulls, and an id that is
     * not a number is not shown.
     *
     * @param known the name in CertCentral
     */
    public static Optional<String> of(Optional<String> known, OrderBody request) {
        return known.map(VisibleText::trim)
                .filter(name -> !name.isEmpty())
                .or(request::shownOrganizationName)
                .or(() -> request.shownOrganizationId().map(id -> "organisation " + id));
    }

    /** Returns the name for a request in the register. */
    public static Optional<String> of(Eseal eseal) {
        return of(eseal.organizationName(), eseal.request());
    }
}
