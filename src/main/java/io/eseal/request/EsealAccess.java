package io.eseal.request;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.security.Caller;
import io.eseal.security.Groups;
import io.eseal.web.Problems;
import org.springframework.stereotype.Component;

/**
 * Decides who may see or change which request. A request that the caller may not see is answered as if it did not
 * exist.
 */
@Component
public class EsealAccess {

    private final EsealRegister register;

    EsealAccess(EsealRegister register) {
        this.register = register;
    }

    /**
     * Returns a request that the caller may see: a requester's own, or any for callers who see all.
     *
     * @throws org.springframework.web.ErrorResponseException 404 when there is no such request or the caller may not
     *     see it
     */
    public Eseal visible(String id, Caller caller) {
        return EsealId.read(id)
                .flatMap(register::find)
                .filter(eseal -> caller.seesAll() || owns(caller, eseal))
                .orElseThrow(() -> Problems.notFound(id));
    }

    /**
     * Returns a request that the caller may act on: a requester's own, or any for operators.
     *
     * @throws org.springframework.web.ErrorResponseException 404 when the caller may not see it, 403 when the caller
     *     may see it and is neither its requester nor an operator
     */
    public Eseal ownOrOperated(String id, Caller caller) {
        Eseal eseal = visible(id, caller);
        if (!owns(caller, eseal) && !caller.in(Groups.OPERATORS)) {
            throw Problems.forbidden("Only the requester and operators may do this.");
        }
        return eseal;
    }

    /**
     * Returns a request of the caller's own.
     *
     * @throws org.springframework.web.ErrorResponseException 404 when the caller may not see it, 403 when the caller
     *     may see it and is not its requester
     */
    public Eseal own(String id, Caller caller) {
        Eseal eseal = visible(id, caller);
        if (!owns(caller, eseal)) {
            throw Problems.forbidden("Only the requester may do this.");
        }
        return eseal;
    }

    /**
     * Returns a request whose evidence the caller may read: a requester's own, or any for auditors.
     *
     * @throws org.springframework.web.ErrorResponseException 404 when the caller may not see it, 403 when the caller
     *     may see it and is neither its requester nor an auditor
     */
    public Eseal ownOrAudited(String id, Caller caller) {
        Eseal eseal = visible(id, caller);
        if (!owns(caller, eseal) && !caller.in(Groups.AUDITORS)) {
            throw Problems.forbidden("Only the requester and auditors may do this.");
        }
        return eseal;
    }

    private static boolean owns(Caller caller, Eseal eseal) {
        return eseal.requester().equals(caller.id());
    }
}
