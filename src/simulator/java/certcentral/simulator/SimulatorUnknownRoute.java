package certcentral.simulator;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers any other call under the base address with {@code not_found|route}, unknown methods on known paths included.
 */
@RestController
class SimulatorUnknownRoute {

    @RequestMapping(Operation.BASE + "/**")
    void refuse() {
        throw new ApiException(404, ErrorCodes.NO_ROUTE);
    }
}
