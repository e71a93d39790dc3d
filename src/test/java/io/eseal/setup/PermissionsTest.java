package io.eseal.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.lifecycle.EsealLifecycle;
import io.eseal.security.Groups;
import io.eseal.security.RunAsSystem;
import io.eseal.signin.Visitor;
import java.util.List;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.repository.Deployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.datasource.url=jdbc:h2:mem:permissions", "certcentral.base-url=http://localhost:9/"})
@ActiveProfiles("demo")
@DirtiesContext
class PermissionsTest {

    private static final String START = "/engine-rest/process-definition/key/" + EsealLifecycle.PROCESS + "/start";

    @LocalServerPort
    private int port;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private IdentityService identity;

    @Autowired
    private AuthorizationService authorizations;

    @Autowired
    private FilterService filters;

    @Autowired
    private Provisioning provisioning;

    @Autowired
    private UserProvisioning users;

    @Autowired
    private RunAsSystem system;

    private Deployment deployment;

    @BeforeEach
    void deploy_a_stand_in() {
        deployment = repository
                .createDeployment()
                .addClasspathResource("security/eseal-lifecycle-stub.bpmn")
                .deploy();
    }

    @AfterEach
    void undeploy() {
        identity.clearAuthentication();
        repository.deleteDeployment(deployment.getId(), true);
    }

    @Test
    void a_requester_starts_the_process_and_sees_the_own_task_only() {
        assertThat(start("requester")).isEqualTo(200);
        var task = tasks.createTaskQuery().singleResult();
        assertThat(task.getAssignee()).isEqualTo("requester");
        assertThat(as("requester").get("/engine-rest/task/" + task.getId()).statusCode())
                .isEqualTo(200);
        assertThat(as("requester")
                        .get("/engine-rest/task/" + task.getId() + "/form-variables")
                        .statusCode())
                .isEqualTo(200);
        assertThat(as("requester")
                        .get("/engine-rest/process-definition/" + task.getProcessDefinitionId() + "/xml")
                        .statusCode())
                .isEqualTo(200);
        assertThat(as("legal").get("/engine-rest/task/" + task.getId()).statusCode())
                .isEqualTo(404);

        assertThat(as("requester")
                        .json("POST", "/engine-rest/task/" + task.getId() + "/complete", "{}")
                        .statusCode())
                .isEqualTo(204);
        var payment = tasks.createTaskQuery().singleResult();
        assertThat(as("requester").get("/engine-rest/task/" + payment.getId()).statusCode())
                .isEqualTo(404);
        assertThat(as("requester")
                        .get("/engine-rest/process-instance?maxResults=10")
                        .statusCode())
                .isEqualTo(403);
        assertThat(as("finance")
                        .json("POST", "/engine-rest/task/" + payment.getId() + "/complete", "{}")
                        .statusCode())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"legal", "security", "finance", "operator", "auditor"})
    void nobody_else_starts_the_process(String user) {
        assertThat(start(user)).isIn(403, 500);
        assertThat(runtime.createProcessInstanceQuery().count()).isZero();
    }

    @Test
    void operators_see_and_correct_while_auditors_only_see() {
        start("requester");
        var instance = runtime.createProcessInstanceQuery().singleResult().getId();
        var path = "/engine-rest/process-instance/" + instance;
        var change = "{\"value\":\"x\",\"type\":\"String\"}";
        assertThat(as("operator").get(path).statusCode()).isEqualTo(200);
        assertThat(as("auditor").get(path).statusCode()).isEqualTo(200);
        assertThat(as("auditor")
                        .get("/engine-rest/history/process-instance/" + instance)
                        .statusCode())
                .isEqualTo(200);
        assertThat(as("finance").get(path).statusCode()).isEqualTo(403);
        assertThat(as("operator").json("PUT", path + "/variables/note", change).statusCode())
                .as("variables are written by tasks")
                .isEqualTo(403);
        assertThat(as("admin").json("PUT", path + "/variables/note", change).statusCode())
                .as("but the request, and that stands in the timeline")
                .isEqualTo(400);
        assertThat(as("auditor").json("PUT", path + "/variables/note", change).statusCode())
                .isEqualTo(403);
        var task = "/engine-rest/task/" + tasks.createTaskQuery().singleResult().getId() + "/complete";
        assertThat(as("auditor").json("POST", task, "{}").statusCode()).isEqualTo(403);
        assertThat(as("operator").json("POST", task, "{}").statusCode()).isEqualTo(204);
    }

    @Test
    void nobody_deploys_and_only_administrators_store_queries_or_grant() {
        for (var user : DemoUsers.GROUP_OF_USER.keySet()) {
            var authority = List.of(DemoUsers.GROUP_OF_USER.get(user));
            var admin = user.equals("admin");
            identity.setAuthentication(user, authority);
            assertThat(permitted(() -> repository
                            .createDeployment()
                            .addString("x.txt", "x")
                            .deploy()))
                    .as(user)
                    .isFalse();
            assertThat(permitted(() -> repository.deleteDeployment(deployment.getId(), true)))
                    .as(user)
                    .isFalse();
            assertThat(permitted(() -> filters.deleteFilter(
                            filters.saveFilter(filters.newTaskFilter("mine")).getId())))
                    .as(user)
                    .isEqualTo(admin);
            assertThat(permitted(() -> authorizations.deleteAuthorization(grantTo(user))))
                    .as(user)
                    .isEqualTo(admin);
            assertThat(permitted(() -> identity.saveGroup(identity.newGroup("more-of-" + user))))
                    .as(user)
                    .isEqualTo(admin);
            identity.clearAuthentication();
            identity.deleteGroup("more-of-" + user);
        }
    }

    @Test
    void provisioning_twice_changes_nothing() {
        var before = contents();
        provisioning.provision();
        users.ensure();
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void permissions_are_for_groups_only() {
        var groupsOrOwnAccount =
                authorizations
                        .createAuthorizationQuery()
                        .authorizationType(Authorization.AUTH_TYPE_GRANT)
                        .list()
                        .stream()
                        .filter(grant -> grant.getGroupId() == null)
                        .filter(grant -> !grant.getResourceId().equals(grant.getUserId()))
                        .filter(grant -> !Groups.ALL.contains(grant.getResourceId()))
                        .toList();
        assertThat(groupsOrOwnAccount).isEmpty();
    }

    @Test
    void the_service_acts_in_its_own_name_and_hands_the_caller_back() {
        start("requester");
        identity.setAuthentication("requester", List.of(Groups.REQUESTERS));
        assertThat(runtime.createProcessInstanceQuery().count()).isZero();
        assertThat(system.<Long>call(() -> runtime.createProcessInstanceQuery().count()))
                .isEqualTo(1);
        assertThat(identity.getCurrentAuthentication().getUserId()).isEqualTo("requester");
        assertThat(identity.getCurrentAuthentication().getGroupIds()).containsExactly(Groups.REQUESTERS);
    }

    private String grantTo(String user) {
        var grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        grant.setUserId(user);
        grant.setResource(Resources.APPLICATION);
        grant.setResourceId("reports");
        grant.addPermission(Permissions.ACCESS);
        return authorizations.saveAuthorization(grant).getId();
    }

    private List<Long> contents() {
        return List.of(
                identity.createGroupQuery().count(),
                identity.createUserQuery().count(),
                authorizations.createAuthorizationQuery().count(),
                filters.createFilterQuery().count(),
                (long) identity.createUserQuery()
                        .memberOfGroup(Groups.REQUESTERS)
                        .list()
                        .size());
    }

    private int start(String user) {
        return as(user).json("POST", START, "{}").statusCode();
    }

    private Visitor as(String user) {
        return Visitor.basic(port, user);
    }

    private static boolean permitted(Runnable call) {
        try {
            call.run();
            return true;
        } catch (org.camunda.bpm.engine.AuthorizationException
                | org.camunda.bpm.engine.BadUserRequestException refused) {
            return false;
        }
    }
}
