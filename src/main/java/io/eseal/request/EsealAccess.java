package io.eseal.request;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.security.Caller;
import io.eseal.security.Groups;
import io.eseal.security.UserIds;
import io.eseal.web.Problems;
import org.springframework.stereotype.Component;

/** Who may do what with which request; one that may not be seen is answered as if it did not exist. */
@Component
public class EsealAccess {

    private final EsealRegister register;

    EsealAccess(EsealRegister register) {
        this.register = register;
    }

    /** The requester's own, and everybody's for those who see all. */
    public Eseal visible(String id, Caller caller) {
        return EsealId.read(id)
                .flatMap(register::find)
                .filter(eseal -> caller.seesAll() || owns(caller, eseal))
                .orElseThrow(() -> Problems.notFound(id));
    }

    /** The requester's own, and everybody's for operators. */
    public Eseal ownOrOperated(String id, Caller caller) {
        Eseal eseal = visible(id, caller);
        if (!owns(caller, eseal) && !caller.in(Groups.OPERATORS)) {
            throw Problems.forbidden("Only the requester and operators may do this.");
        }
        return eseal;
    }

    /** The requester's own, and everybody's for auditors. */
    public Eseal ownOrAudited(String id, Caller caller) {
        Eseal eseal = visible(id, caller);
        if (!owns(caller, eseal) && !caller.in(Groups.AUDITORS)) {
            throw Problems.forbidden("Only the requester and auditors may do this.");
        }
        return eseal;
    }

    private static boolean owns(Caller caller, Eseal eseal) {
        return UserIds.same(eseal.requester(), caller.id());
    }
}
