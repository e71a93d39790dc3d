package certcentral.simulator;

/** One entry of {@code errors} in the vendor's error body; {@code |} separates the type of a code from its detail. */
record ApiError(String code, String message) {}
