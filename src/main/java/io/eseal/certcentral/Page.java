package io.eseal.certcentral;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.Optional;

/** Position of a page in a list, as CertCentral counts it. */
record Page(
        @JsonDeserialize(contentUsing = NumberReader.Count.class)
        Optional<Long> total,

        @JsonDeserialize(contentUsing = NumberReader.Count.class)
        Optional<Long> limit,

        @JsonDeserialize(contentUsing = NumberReader.Count.class)
        Optional<Long> offset) {}
