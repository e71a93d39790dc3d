package io.eseal.certcentral;

import java.util.Optional;

record Page(Optional<Long> total, Optional<Long> limit, Optional<Long> offset) {
}
