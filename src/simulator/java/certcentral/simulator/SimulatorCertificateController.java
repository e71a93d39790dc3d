package certcentral.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers calls that download or revoke certificates. */
@RestController
@RequestMapping(Operation.BASE)
class SimulatorCertificateController {

    private static final MediaType PEM_FILE = MediaType.parseMediaType("application/x-pem-file");

    private final SimulatorStore store;
    private final SimulatorAuthority authority;
    private final SimulatedChanges changes;
    private final JsonBody json;

    SimulatorCertificateController(
            SimulatorStore store, SimulatorAuthority authority, SimulatedChanges changes, JsonBody json) {
        this.store = store;
        this.authority = authority;
        this.changes = changes;
        this.json = json;
    }

    @VendorJson
    record Link(String subjectCommonName, String pem) {}

    record Chain(List<Link> intermediates) {}

    @GetMapping("/certificate/{id}/download/format/{format}")
    ResponseEntity<byte[]> download(@PathVariable String id, @PathVariable String format) {
        int length = switch (format) {
            case "pem_all" -> 3;
            case "pem_noroot" -> 2;
            case "pem_nointermediate" -> 1;
            default -> throw ErrorCodes.notFound("format");
        };
        String pem = links(id).stream().limit(length).map(Link::pem).collect(Collectors.joining());
        return ResponseEntity.ok().contentType(PEM_FILE).body(pem.getBytes(StandardCharsets.US_ASCII));
    }

    @GetMapping("/certificate/{id}/chain")
    Chain chain(@PathVariable String id) {
        return new Chain(links(id));
    }

    /**
     * Returns the chain, end-entity certificate first; empty for a certificate on a token, which the real service does
     * not hand out either, as its users found.
     */
    private List<Link> links(String id) {
        return store.read((state, now) -> {
            Order order = state.orderOfCertificate(id);
            IssuedCertificate issued = order.certificate().orElseThrow(() -> ErrorCodes.notFound("certificate"));
            List<Link> links = new ArrayList<>();
            if (!order.onToken()) {
                links.add(new Link(issued.commonName(), issued.pem()));
                issuers(issued).forEach(pem -> links.add(new Link(commonName(pem), pem)));
            }
            return links;
        });
    }

    private List<String> issuers(IssuedCertificate issued) {
        return issued.storedIssuers()
                .orElseGet(() -> authority.ca().chain().stream().map(Pem::of).toList());
    }

    private static String commonName(String pem) {
        return Pem.read(pem).getSubjectX500Principal().getName().replaceFirst("^CN=([^,]+),.*$", "$1");
    }

    @PutMapping("/certificate/{id}/revoke")
    ResponseEntity<RequestInfo> revokeCertificate(@PathVariable String id, HttpEntity<byte[]> body) {
        JsonNode wish = json.read(body);
        return answer(store.write((state, now) -> changes.revoke(state.orderOfCertificate(id), state, now, wish)
                .map(request -> RequestInfo.of(request, state))));
    }

    @PutMapping("/order/certificate/{id}/revoke")
    ResponseEntity<RequestInfo> revokeOrder(@PathVariable String id, HttpEntity<byte[]> body) {
        JsonNode wish = json.read(body);
        return answer(store.write((state, now) ->
                changes.revoke(state.order(id), state, now, wish).map(request -> RequestInfo.of(request, state))));
    }

    private static ResponseEntity<RequestInfo> answer(Optional<RequestInfo> request) {
        return request.map(it -> ResponseEntity.status(HttpStatus.CREATED).body(it))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }
}
