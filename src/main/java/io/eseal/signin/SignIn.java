package io.eseal.signin;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;

/** How people and machines say who they are. */
interface SignIn {

    void addTo(HttpSecurity http) throws Exception;
}
