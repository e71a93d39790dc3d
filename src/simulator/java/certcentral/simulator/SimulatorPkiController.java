package certcentral.simulator;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Publishes what anybody may know of the CA, under the addresses that its certificates name:
 *
 * <ul>
 *   <li>{@code root.crt}, {@code issuing.crt} (DER), {@code root.pem}, {@code issuing.pem}
 *   <li>{@code root.crl}, {@code issuing.crl}; {@code POST ocsp}, {@code GET ocsp/…}
 *   <li>{@code lotl.xml}, {@code national-list.xml}: trusted lists; {@code list-signer.pem}: who signs the first
 *   <li>{@code POST tsa}: time-stamps
 * </ul>
 */
@RestController
@RequestMapping(PublicAddress.PKI)
class SimulatorPkiController {

    private static final String CERTIFICATE = "application/pkix-cert";
    private static final String PEM = "application/x-pem-file";
    private static final String CRL = "application/pkix-crl";
    private static final String LIST = "application/vnd.etsi.tsl+xml";

    private final SimulatorAuthority authority;
    private final OcspResponder responder;
    private final CrlPublisher crls;
    private final TrustLists lists;
    private final TimeStamps timeStamps;
    private final PkiStates states;

    SimulatorPkiController(
            SimulatorAuthority authority,
            OcspResponder responder,
            CrlPublisher crls,
            TrustLists lists,
            TimeStamps timeStamps,
            PkiStates states) {
        this.authority = authority;
        this.responder = responder;
        this.crls = crls;
        this.lists = lists;
        this.timeStamps = timeStamps;
        this.states = states;
    }

    @GetMapping("/root.crt")
    ResponseEntity<byte[]> root() {
        return answer(
                PkiPart.CA_CERTIFICATES,
                CERTIFICATE,
                () -> der(authority.ca().root().certificate()));
    }

    @GetMapping("/issuing.crt")
    ResponseEntity<byte[]> issuing() {
        return answer(
                PkiPart.CA_CERTIFICATES,
                CERTIFICATE,
                () -> der(authority.ca().issuing().certificate()));
    }

    @GetMapping(path = "/root.pem", produces = PEM)
    String rootPem() {
        return Pem.of(authority.ca().root().certificate());
    }

    @GetMapping(path = "/issuing.pem", produces = PEM)
    String issuingPem() {
        return Pem.of(authority.ca().issuing().certificate());
    }

    @GetMapping(path = "/list-signer.pem", produces = PEM)
    String listSigner() {
        return Pem.of(authority.ca().lotlSigner().certificate());
    }

    @GetMapping("/root.crl")
    ResponseEntity<byte[]> rootCrl() {
        return answer(PkiPart.CRL, CRL, crls::ofRoot);
    }

    @GetMapping("/issuing.crl")
    ResponseEntity<byte[]> issuingCrl() {
        return answer(PkiPart.CRL, CRL, crls::ofIssuing);
    }

    @PostMapping(path = "/ocsp", consumes = "application/ocsp-request")
    ResponseEntity<byte[]> ocsp(@RequestBody byte[] request) {
        return answer(PkiPart.OCSP, "application/ocsp-response", () -> responder.answer(request));
    }

    /** Answers a request in the address, which is how small ones come (RFC 6960, appendix A.1). */
    @GetMapping("/ocsp/{*request}")
    ResponseEntity<byte[]> ocsp(@PathVariable String request) {
        return ocsp(Base64.getDecoder().decode(request.substring(1)));
    }

    @PostMapping(path = "/tsa", consumes = "application/timestamp-query")
    ResponseEntity<byte[]> timeStamp(@RequestBody byte[] request) {
        return answer(PkiPart.TIME_STAMPS, "application/timestamp-reply", () -> timeStamps.answer(request));
    }

    @GetMapping("/lotl.xml")
    ResponseEntity<byte[]> listOfLists() {
        return answer(PkiPart.LIST_OF_LISTS, LIST, () -> lists.list(PkiPart.LIST_OF_LISTS));
    }

    @GetMapping("/national-list.xml")
    ResponseEntity<byte[]> nationalList() {
        return answer(PkiPart.NATIONAL_LIST, LIST, () -> lists.list(PkiPart.NATIONAL_LIST));
    }

    private ResponseEntity<byte[]> answer(PkiPart part, String type, Supplier<byte[]> content) {
        return states.is(part, PkiState.DOWN)
                ? ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build()
                : ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(type))
                        .body(content.get());
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
