package io.eseal.approval;

import io.eseal.lifecycle.RequestedByAnother;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Bars the person who asked for a request in its requester's name from deciding on it. */
@Component
class Askers {

    private final Editors editors;

    Askers(Editors editors) {
        this.editors = editors;
    }

    @EventListener
    void on(RequestedByAnother request) {
        editors.add(request.esealId(), request.person());
    }
}
