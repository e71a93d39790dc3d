package certcentral.simulator;

import java.util.List;

/** The vendor's error body, https://dev.digicert.com/errors. */
record ErrorBody(List<ApiError> errors) {}
