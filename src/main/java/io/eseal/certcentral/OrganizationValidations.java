package io.eseal.certcentral;

import java.util.List;

/** Answer of the validation call of an organisation; an answer without a list reads as an empty list. */
record OrganizationValidations(List<OrganizationValidation> validations) {

    OrganizationValidations {
        validations = Listed.of(validations);
    }
}
