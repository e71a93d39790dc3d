package io.eseal.signin;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;

/** One kind of sign-in for people and machines: passwords, or an OpenID provider. */
interface SignIn {

    /** Adds the filters and pages of the sign-in. */
    void addTo(HttpSecurity http) throws Exception;
}
