package io.eseal.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eseal.id.UserId;
import io.eseal.security.Caller;
import io.eseal.security.Groups;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

class ProviderClaimsTest {

    private static final Map<String, String> MAPPING = Map.of(
            "groups.requesters", "staff", "groups.legal-approvers", "corp-legal,board", "groups.camunda-admin", "root");

    @Test
    void groups_are_ours_by_the_mapping_alone() {
        assertThat(groups(Map.of(), "groups", List.of("staff", "board", "unknown")))
                .containsExactlyInAnyOrder("requesters", "legal-approvers");
        assertThat(groups(Map.of(), "groups", Groups.ALL))
                .as("our own names mean nothing at the provider")
                .isEmpty();
        assertThat(groups(Map.of(), "groups", List.of("STAFF", " staff", "staff2")))
                .isEmpty();
        assertThat(groups(Map.of(), "others", List.of("staff"))).isEmpty();
    }

    @Test
    void groups_are_found_under_their_name_or_along_a_path() {
        assertThat(groups(
                        Map.of("groups-claim", "realm_access.roles"), "realm_access", Map.of("roles", List.of("root"))))
                .containsExactly("camunda-admin");
        assertThat(groups(
                        Map.of("groups-claim", "https://example.eu/groups"),
                        "https://example.eu/groups",
                        List.of("root")))
                .containsExactly("camunda-admin");
        assertThat(groups(Map.of("groups-claim", "realm_access.roles"), "realm_access", "root"))
                .isEmpty();
    }

    static Stream<Object> oddClaims() {
        return Stream.of(1, true, Map.of("staff", "staff"), List.of(1, List.of("staff"), Map.of()), "staff,root", "");
    }

    @ParameterizedTest
    @MethodSource("oddClaims")
    void a_claim_of_another_shape_gives_nothing(Object claim) {
        assertThat(groups(Map.of(), "groups", claim)).isEmpty();
    }

    @Test
    void a_single_group_may_be_no_list() {
        assertThat(groups(Map.of(), "groups", "staff")).containsExactly("requesters");
    }

    static Stream<Object> noIds() {
        return Stream.of(
                "",
                " ",
                "ana ",
                "\tana",
                "a\u0000",
                "a\u0085",
                "*",
                "service",
                "a".repeat(256),
                "a".repeat(65),
                "\uFDFA".repeat(9),
                "Service",
                "SERVICE",
                "ser\u200Bvice",
                "\u202Eecivres\u202C",
                "\u200Eana",
                "an\u00ADa",
                "a\uFE0Fna",
                "\u3164",
                "\uD800",
                "ana\uE000",
                "\uFF53\uFF45\uFF52\uFF56\uFF49\uFF43\uFF45",
                "\u0455ervice",
                "servi\u0441e",
                "serv1ce",
                "servlce",
                "s\u00E9rvi\u0307ce",
                "System",
                "anonymousUser",
                "ana\u00A0",
                "\u3000ana",
                "eseal_orchestrator",
                "\u2217",
                7,
                List.of("ana"),
                Map.of());
    }

    @ParameterizedTest
    @MethodSource("noIds")
    void what_cannot_be_a_user_id_is_none(Object id) {
        assertThatThrownBy(() -> claims(Map.of()).caller(Map.of("preferred_username", id)))
                .isInstanceOf(OAuth2AuthenticationException.class)
                .hasMessageContaining("preferred_username");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "services",
                "service-account-erp",
                "maria.service",
                "\u00C1na \u00D1and\u00FA \u674E",
                "CORP\\ana",
                "auth0|5f7c8ec7c33c6c004bbafe82",
                "ANA@example.eu",
                "1234567890123456789012345678901234567890123456789012345678901234"
            })
    void an_id_is_taken_as_it_was_given(String id) {
        assertThat(claims(Map.of())
                        .caller(Map.of("preferred_username", id))
                        .id()
                        .value())
                .isEqualTo(id);
    }

    @Test
    void no_id_is_longer_than_the_narrowest_column_that_the_engine_writes_one_into() throws Exception {
        var column = Pattern.compile(
                "\\b(?:USER_ID_|ASSIGNEE_|OWNER_|ASSIGNER_ID_|START_USER_ID_|CREATE_USER_ID_)\\s+(?:n?varchar)\\((\\d+)\\)",
                Pattern.CASE_INSENSITIVE);
        for (var database : List.of("h2", "postgres")) {
            var widths = new TreeSet<Integer>();
            for (var part : List.of("engine", "history", "identity")) {
                var sql = new String(
                        ProviderClaims.class
                                .getResourceAsStream("/org/camunda/bpm/engine/db/create/activiti." + database
                                        + ".create." + part + ".sql")
                                .readAllBytes(),
                        StandardCharsets.UTF_8);
                column.matcher(sql).results().forEach(found -> widths.add(Integer.valueOf(found.group(1))));
            }
            assertThat(widths.first()).as(database).isEqualTo(ProviderClaims.LONGEST_ID);
        }
    }

    static Stream<Map<String, Object>> leftOut() {
        return Stream.of(
                Map.of(
                        "_claim_names",
                        Map.of("groups", "src1"),
                        "_claim_sources",
                        Map.of("src1", Map.of("endpoint", "https://graph.example/groups"))),
                Map.of("hasgroups", true),
                Map.of("hasgroups", "true"));
    }

    @ParameterizedTest
    @MethodSource("leftOut")
    void somebody_whose_groups_the_provider_left_out_is_told_so_rather_than_be_in_none(Map<String, Object> claims) {
        var all = new HashMap<>(claims);
        all.put("preferred_username", "ana");
        assertThatThrownBy(() -> claims(Map.of()).caller(all))
                .isInstanceOf(RefusedSignIn.class)
                .hasMessageContaining("too many");
        all.put("groups", List.of("staff"));
        assertThat(claims(Map.of()).caller(all).groups())
                .as("from the user info")
                .containsExactly("requesters");
    }

    @Test
    void the_user_id_is_the_claim_that_is_set_and_no_other() {
        var both = Map.<String, Object>of("preferred_username", "ana", "sub", "f:1:ana");
        assertThat(claims(Map.of()).caller(both).id().value()).isEqualTo("ana");
        assertThat(claims(Map.of("user-claim", "sub")).caller(both).id().value())
                .isEqualTo("f:1:ana");
        assertThatThrownBy(() -> claims(Map.of("user-claim", "email")).caller(both))
                .isInstanceOf(OAuth2AuthenticationException.class);
    }

    @Test
    void every_setting_can_come_from_the_environment() {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                new HashMap<>(Map.of(
                                        "ESEAL_SECURITY_OIDC_ISSUER",
                                        "https://login.example.eu",
                                        "ESEAL_SECURITY_OIDC_CLIENT_ID",
                                        "eseal",
                                        "ESEAL_SECURITY_OIDC_CLIENT_SECRET",
                                        "s",
                                        "ESEAL_SECURITY_OIDC_SCOPES",
                                        "openid,groups",
                                        "ESEAL_SECURITY_OIDC_GROUPS_CLAIM",
                                        "roles",
                                        "ESEAL_SECURITY_OIDC_USER_CLAIM",
                                        "sub",
                                        "ESEAL_SECURITY_OIDC_GROUPS_LEGAL_APPROVERS",
                                        "/corp/legal,42",
                                        "ESEAL_SECURITY_OIDC_GROUPS_CAMUNDA_ADMIN",
                                        "root",
                                        "ESEAL_SECURITY_OIDC_AUDIENCE",
                                        "api"))));
        var settings = Binder.get(environment)
                .bind("eseal.security.oidc", OidcSettings.class)
                .get();
        assertThat(settings.findings()).isEmpty();
        assertThat(settings.scopes()).containsExactly("openid", "groups");
        assertThat(new ProviderClaims(settings).caller(Map.of("sub", "7", "roles", List.of("42", "root"))))
                .isEqualTo(new Caller(UserId.of("7"), Set.of(Groups.LEGAL_APPROVERS, Groups.ADMINISTRATORS)));
        assertThat(settings.toString()).doesNotContain("s,");
    }

    private static Iterable<String> groups(Map<String, String> settings, String claim, Object value) {
        return claims(settings)
                .caller(Map.of("preferred_username", "ana", claim, value))
                .groups();
    }

    private static ProviderClaims claims(Map<String, String> more) {
        var settings = new HashMap<String, String>();
        Stream.of(MAPPING, more)
                .forEach(some -> some.forEach((name, value) -> settings.put("eseal.security.oidc." + name, value)));
        return new ProviderClaims(new Binder(new MapConfigurationPropertySource(settings))
                .bind("eseal.security.oidc", OidcSettings.class)
                .get());
    }
}
