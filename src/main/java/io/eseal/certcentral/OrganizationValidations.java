package io.eseal.certcentral;

import java.util.List;

record OrganizationValidations(List<OrganizationValidation> validations) {

    OrganizationValidations {
        validations = validations == null ? List.of() : List.copyOf(validations);
    }
}
