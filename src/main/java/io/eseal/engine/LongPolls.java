package io.eseal.engine;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;

/**
 * Refuses to wait for external tasks on the addresses of Camunda's pages, where requests cannot be asynchronous; no
 * page makes such a call.
 */
class LongPolls implements ContainerRequestFilter {

    @Context
    @SuppressWarnings("NullAway.Init") // JAX-RS sets it before the first call.
    private HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext call) {
        if (!request.isAsyncSupported() && call.getUriInfo().getPath().endsWith("external-task/fetchAndLock")) {
            throw BodyGuard.refusal("External tasks are fetched at /engine-rest alone.");
        }
    }
}
