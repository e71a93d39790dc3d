package certcentral.simulator;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Everything else under the base, other methods on known paths too. */
@RestController
class SimulatorUnknownRoute {

    @RequestMapping(Operation.BASE + "/**")
    void refuse() {
        throw new ApiException(404, ErrorCodes.NO_ROUTE);
    }
}
