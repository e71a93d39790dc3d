package certcentral.simulator;

import java.util.Map;

/** A request in the form of the vendor's request info. */
@VendorJson
record RequestInfo(
        long id,
        String date,
        String type,
        String status,
        String dateProcessed,
        Map<String, Object> requester,
        Map<String, Object> order,
        String comments,
        String processorComment) {

    static RequestInfo of(ApprovalRequest request, State state) {
        return new RequestInfo(
                request.id(),
                Values.utc(request.date()),
                request.type(),
                request.status(),
                request.processed() == null ? null : Values.utc(request.processed()),
                SimulatedUser.BRIEF,
                Map.of(
                        "id",
                        request.orderId(),
                        "status",
                        state.orders.get(request.orderId()).status()),
                request.comments(),
                request.processorComment());
    }
}
