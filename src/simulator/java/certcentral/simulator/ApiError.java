package certcentral.simulator;

/** One entry of an error body's {@code errors}; {@code |} joins a code's type and its detail. */
record ApiError(String code, String message) {}
