package io.eseal.setup;

import jakarta.validation.constraints.AssertTrue;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * User id and password of the first administrator; used only while there is no user at all.
 *
 * @param id user id of the first administrator; empty if none is made
 * @param password its password, at least twelve characters and not the id
 */
@Validated
@ConfigurationProperties("eseal.admin")
record AdminProperties(
        @DefaultValue("") String id, @DefaultValue("") String password) {

    /** Tells whether a first administrator is configured. */
    boolean given() {
        return !id.isBlank();
    }

    @AssertTrue(
            message = "ESEAL_ADMIN_ID needs an ESEAL_ADMIN_PASSWORD of at least twelve characters that is not the id")
    boolean isPasswordFit() {
        return !given() || password.length() >= 12 && !password.equals(id);
    }

    @Override
    public String toString() {
        return "AdminProperties[id=" + id + "]";
    }
}
