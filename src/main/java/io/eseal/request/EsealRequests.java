package io.eseal.request;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.keys.Sha256;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealLifecycle;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.orderbody.OrderBody;
import io.eseal.web.Problems;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts one process instance for each new request, and at most one for each requester and idempotency key. */
@Component
class EsealRequests {

    private final RuntimeService runtime;
    private final EsealRegister register;
    private final TransactionTemplate transaction;

    EsealRequests(RuntimeService runtime, EsealRegister register, TransactionTemplate transaction) {
        this.runtime = runtime;
        this.register = register;
        this.transaction = transaction;
    }

    /**
     * Starts a process instance for a checked request.
     *
     * @return the new request, or the earlier one that was started with the same key and body
     * @throws org.springframework.web.ErrorResponseException 409 when the key was used with another body before
     */
    Eseal start(UserId requester, OrderBody request, Optional<String> idempotencyKey) {
        if (idempotencyKey.isEmpty()) {
            return start(request, id -> {});
        }
        String fingerprint = Sha256.hex(request.json().toString());
        Optional<Eseal> before = repeated(requester, idempotencyKey.get(), fingerprint);
        if (before.isPresent()) {
            return before.get();
        }
        try {
            return start(request, id -> register.idempotency(id, idempotencyKey.get(), fingerprint));
        } catch (DuplicateKeyException e) {
            // The same call was sent twice at the same moment, and the other one was stored first.
            return repeated(requester, idempotencyKey.get(), fingerprint).orElseThrow(() -> e);
        }
    }

    private Eseal start(OrderBody request, Consumer<EsealId> afterwards) {
        return transaction.execute(status -> {
            EsealId id = EsealId.of(runtime.startProcessInstanceByKey(
                            EsealLifecycle.PROCESS, Map.of(Variables.REQUEST, ProcessVariables.jsonValue(request)))
                    .getBusinessKey());
            afterwards.accept(id);
            return register.find(id).orElseThrow();
        });
    }

    private Optional<Eseal> repeated(UserId requester, String key, String fingerprint) {
        return register.findByIdempotencyKey(requester, key).map(before -> {
            if (!before.fingerprint().equals(fingerprint)) {
                throw Problems.conflict("The Idempotency-Key was used for another request body before.");
            }
            return before.eseal();
        });
    }
}
