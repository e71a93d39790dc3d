package io.eseal.signin;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the sign-in by an OpenID provider, which replaces passwords as soon as the issuer is set.
 *
 * @param issuer the provider's issuer identifier, under which {@code /.well-known/openid-configuration} is found
 * @param clientId the id of this service at the provider
 * @param clientSecret the secret of this service at the provider
 * @param scopes the scopes that the sign-in asks for; some providers have a scope of their own for groups
 * @param userClaim the claim that holds the user id: one that no user can choose and that no later user can inherit
 * @param groups the provider's groups whose members belong to a group of this service, by that group
 * @param groupsClaim the claim with the provider's groups: a name, or a path such as {@code realm_access.roles}
 * @param audience the audience that bearer tokens must name; without it no bearer token is accepted
 */
@ConfigurationProperties("eseal.security.oidc")
public record OidcSettings(
        @DefaultValue("") String issuer,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue({"openid", "profile"}) List<String> scopes,
        @DefaultValue("preferred_username") String userClaim,
        @DefaultValue("groups") String groupsClaim,
        @NestedConfigurationProperty @DefaultValue GroupMapping groups,
        @DefaultValue("") String audience) {

    /** Tells whether an OpenID provider signs people in. */
    public boolean on() {
        return !issuer.isBlank();
    }

    /** Tells whether machines may sign in with bearer tokens. */
    boolean bearerTokens() {
        return on() && !audience.isBlank();
    }

    /** Returns one sentence for each setting that is missing or contradicts another one. */
    public List<String> findings() {
        var findings = new ArrayList<String>();
        if (!on()) {
            if (!clientId.isBlank() || !clientSecret.isBlank() || !audience.isBlank() || !groups.isEmpty()) {
                findings.add("ESEAL_SECURITY_OIDC_ISSUER is not set though other settings of OpenID Connect are: "
                        + "give the provider's issuer, or remove them to sign in with passwords.");
            }
            return findings;
        }
        if (clientId.isBlank()) {
            findings.add(
                    "ESEAL_SECURITY_OIDC_CLIENT_ID is not set: give the name under which the provider knows this service.");
        }
        if (clientSecret.isBlank()) {
            findings.add(
                    "ESEAL_SECURITY_OIDC_CLIENT_SECRET is not set: give the secret that the provider made for this service.");
        }
        if (groups.isEmpty()) {
            findings.add(
                    "No setting ESEAL_SECURITY_OIDC_GROUPS_… names a group of the provider: nobody could do anything here.");
        }
        if (!audience.isBlank() && audience.equals(clientId)) {
            findings.add(
                    "ESEAL_SECURITY_OIDC_AUDIENCE is the client id: every sign-in's ID token would be a bearer token; "
                            + "give this service's API an audience of its own.");
        }
        return findings;
    }

    @Override
    public String toString() {
        return "OidcSettings[issuer=" + issuer + ", clientId=" + clientId + "]";
    }
}
