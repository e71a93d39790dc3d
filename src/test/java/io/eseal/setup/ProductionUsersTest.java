package io.eseal.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eseal.security.Caller;
import io.eseal.security.Groups;
import io.eseal.signin.DemoOrigin;
import java.util.List;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.annotation.DirtiesContext;

@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
        properties = {
            "eseal.allow-h2=true",
            "spring.datasource.url=jdbc:h2:file:./target/databases/production-users-${random.uuid};WRITE_DELAY=0",
            "certcentral.api-key=none-needed-here",
            "eseal.trust.lists=off",
            "eseal.trust.anchors=src/test/resources/trust/anchor.pem",
            "eseal.admin.id=ca-admin",
            "eseal.admin.password=correct horse battery"
        })
@DirtiesContext
class ProductionUsersTest {

    private static final String PASSWORD = "correct horse battery";

    @Autowired
    private IdentityService identity;

    @Autowired
    private AuthenticationManager signIn;

    @Autowired
    private UserProvisioning firstUsers;

    @Autowired
    private EarlierDemo earlier;

    @Autowired
    private DemoOrigin origin;

    @Autowired
    private Accounts accounts;

    @Autowired
    private ManagementService management;

    @Autowired
    private AuthorizationService authorizations;

    @Autowired
    private TaskService tasks;

    @Autowired
    private DemoPermissions demoPermissions;

    @Autowired
    private Provisioning provisioning;

    @AfterEach
    void only_the_initial_administrator_stays() {
        identity.createUserQuery().list().stream().map(User::getId).forEach(identity::deleteUser);
        firstUsers.ensure();
    }

    @Test
    void the_initial_administrator_is_the_only_user() {
        assertThat(identity.createUserQuery().list())
                .singleElement()
                .extracting("id")
                .isEqualTo("ca-admin");
        var signedIn = signIn.authenticate(attempt("ca-admin", "correct horse battery"));
        assertThat(Caller.of(signedIn).in(Groups.ADMINISTRATORS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CA-ADMIN", "Ca-Admin", "service", "SERVICE", "serv1ce", "System", "anonymousUser"})
    void nobody_is_made_who_is_another_spelling_of_somebody_or_looks_like_the_service(String id) {
        var user = identity.newUser(id);
        user.setPassword("correct horse battery");
        assertThatThrownBy(() -> identity.saveUser(user)).isInstanceOf(ProcessEngineException.class);
        assertThat(identity.createUserQuery().userId(id).count()).isZero();
    }

    @Test
    void a_user_who_is_there_can_be_changed() {
        var user = identity.createUserQuery().userId("ca-admin").singleResult();
        user.setFirstName("Carla");
        identity.saveUser(user);
        assertThat(identity.createUserQuery().userId("ca-admin").singleResult().getFirstName())
                .isEqualTo("Carla");
    }

    @Test
    void users_left_from_a_demo_cannot_sign_in() {
        var leftover = identity.newUser("admin");
        leftover.setPassword("admin");
        identity.saveUser(leftover);
        assertThatThrownBy(() -> signIn.authenticate(attempt("admin", "admin")))
                .isInstanceOf(BadCredentialsException.class);
    }

    @Test
    void users_of_a_demo_from_before_the_record_cannot_sign_in() {
        make("admin", "admin@ca.example", Groups.ADMINISTRATORS);
        make("requester", "requester@example.org", Groups.REQUESTERS);
        make("finance", "finance@ca.example", Groups.FINANCE);
        lookForEarlierDemo();
        assertThat(origin.users()).containsExactly("admin", "finance", "requester");
        for (String user : origin.users()) {
            assertThatThrownBy(() -> signIn.authenticate(attempt(user, PASSWORD)))
                    .isInstanceOf(BadCredentialsException.class);
        }
    }

    @Test
    void a_database_with_all_ids_of_the_demo_is_one_of_a_demo() {
        DemoUsers.GROUP_OF_USER.forEach((user, group) -> make(user, user + "@ca.example", group));
        lookForEarlierDemo();
        assertThat(origin.users()).containsExactlyInAnyOrderElementsOf(DemoUsers.GROUP_OF_USER.keySet());
        DemoUsers.GROUP_OF_USER.keySet().forEach(identity::deleteUser);
        assertThat(origin.users()).as("the record goes with the user").isEmpty();
    }

    @Test
    void a_user_of_production_with_an_id_of_the_demo_signs_in() {
        make("finance", "finance@ca.example", Groups.REQUESTERS);
        lookForEarlierDemo();
        firstUsers.ensure();
        assertThat(Caller.of(signIn.authenticate(attempt("finance", PASSWORD))).in(Groups.REQUESTERS))
                .isTrue();
        make("requester", "requester@example.org", Groups.REQUESTERS);
        earlier.record();
        assertThat(origin.users()).as("it looks once for each database").isEmpty();
        new DemoUsers(accounts, origin).ensure();
        assertThat(identity.createGroupQuery().groupMember("finance").list())
                .singleElement()
                .extracting("id")
                .isEqualTo(Groups.REQUESTERS);
        assertThat(identity.createUserQuery().userId("finance").singleResult().getEmail())
                .isEqualTo("finance@ca.example");
    }

    @Test
    void users_of_the_demo_count_for_nothing_when_the_first_administrator_is_made() {
        identity.deleteUser("ca-admin");
        make("admin", "admin@example.org", Groups.ADMINISTRATORS);
        make("bystander", "bystander@ca.example", Groups.FINANCE);
        lookForEarlierDemo();
        firstUsers.ensure();
        assertThat(identity.createUserQuery()
                        .memberOfGroup(Groups.ADMINISTRATORS)
                        .list())
                .singleElement()
                .extracting("id")
                .isEqualTo("ca-admin");
        identity.deleteUser("bystander");
        identity.deleteUser("ca-admin");
        assertThatThrownBy(() ->
                        new InitialAdministrator(accounts, origin, new AdminProperties("Admin", PASSWORD)).ensure())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("ESEAL_ADMIN_ID is Admin, a user whom the demo made on this database");
    }

    @Test
    void an_administrator_in_the_settings_who_is_not_made_is_told(CapturedOutput log) {
        new InitialAdministrator(accounts, origin, new AdminProperties("second-admin", PASSWORD)).ensure();
        assertThat(log).contains("ESEAL_ADMIN_ID is second-admin, and no such user was made");
        assertThat(identity.createUserQuery().userId("second-admin").count()).isZero();
    }

    @Test
    void a_deleted_administrator_stays_deleted_once_there_are_others() {
        identity.saveUser(identity.newUser("successor"));
        identity.deleteUser("ca-admin");
        firstUsers.ensure();
        assertThat(identity.createUserQuery().userId("ca-admin").count()).isZero();
        identity.deleteUser("successor");
        firstUsers.ensure();
        assertThat(identity.createUserQuery().userId("ca-admin").count()).isOne();
    }

    @Test
    void what_the_demo_permitted_is_permitted_nowhere_else(CapturedOutput log) {
        Task waiting = tasks.newTask();
        tasks.saveTask(waiting);
        tasks.addCandidateGroup(waiting.getId(), "legal-approvers");
        List<String> ofThisService = permissions();
        assertThat(ofThisService).as("of a task that waits").anyMatch(given -> given.contains("legal-approvers 7 "));
        permit(Authorization.AUTH_TYPE_GLOBAL, Authorization.ANY, null, Resources.TASK);
        permit(Authorization.AUTH_TYPE_GRANT, Authorization.ANY, null, Resources.TASK);
        demoPermissions.remove();
        assertThat(permissions()).as("permissions of everybody").isEqualTo(ofThisService);

        List.of(Resources.TASK, Resources.FILTER, Resources.PROCESS_INSTANCE)
                .forEach(resource -> permit(Authorization.AUTH_TYPE_GRANT, null, "auditors", resource));
        permit(Authorization.AUTH_TYPE_GRANT, null, "shadow", Resources.TASK);
        permit(Authorization.AUTH_TYPE_GRANT, "mallory", null, Resources.PROCESS_DEFINITION);
        permit(Authorization.AUTH_TYPE_REVOKE, null, "legal-approvers", Resources.TASK);
        demoPermissions.remove();
        assertThat(permissions()).as("given in production").hasSize(ofThisService.size() + 5);

        Authorization widened = authorizations
                .createAuthorizationQuery()
                .groupIdIn("requesters")
                .resourceType(Resources.PROCESS_DEFINITION)
                .singleResult();
        widened.addPermission(Permissions.ALL);
        authorizations.saveAuthorization(widened);
        management.setProperty(DemoPermissions.GIVEN_IN, DemoPermissions.DEMO);
        demoPermissions.remove();
        provisioning.provision();
        assertThat(permissions()).isEqualTo(ofThisService);
        assertThat(log).contains("Task * of group shadow", "of user mallory", "Task * of everybody");

        // As a version left it that recorded users alone.
        management.deleteProperty(DemoPermissions.GIVEN_IN);
        permit(Authorization.AUTH_TYPE_GRANT, null, "shadow", Resources.TASK);
        make("mallory", "mallory@ca.example", Groups.FINANCE);
        origin.record("mallory");
        demoPermissions.remove();
        assertThat(authorizations.createAuthorizationQuery().groupIdIn("shadow").count())
                .isZero();
        assertThat(permissions()).isEqualTo(ofThisService);
        tasks.deleteTask(waiting.getId(), true);
    }

    private List<String> permissions() {
        return authorizations.createAuthorizationQuery().list().stream()
                .filter(given -> !"mallory".equals(given.getUserId()))
                .map(given -> given.getAuthorizationType() + " " + given.getUserId() + " " + given.getGroupId() + " "
                        + given.getResourceType() + " " + given.getResourceId() + " "
                        + ((AuthorizationEntity) given).getPermissions())
                .sorted()
                .toList();
    }

    private void permit(int type, String user, String group, Resources resource) {
        Authorization given = authorizations.createNewAuthorization(type);
        if (group != null) {
            given.setGroupId(group);
        } else {
            given.setUserId(user);
        }
        given.setResource(resource);
        given.setResourceId(Authorization.ANY);
        given.addPermission(Permissions.ALL);
        authorizations.saveAuthorization(given);
    }

    private void make(String id, String address, String group) {
        var user = identity.newUser(id);
        user.setEmail(address);
        user.setPassword(PASSWORD);
        identity.saveUser(user);
        identity.createMembership(id, group);
    }

    /** Looks as at the first start of a version that records whom the demo made. */
    private void lookForEarlierDemo() {
        management.deleteProperty(EarlierDemo.LOOKED);
        earlier.record();
    }

    private static UsernamePasswordAuthenticationToken attempt(String user, String password) {
        return UsernamePasswordAuthenticationToken.unauthenticated(user, password);
    }
}
