package io.eseal.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameContaining;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.eseal.id.UserId;
import java.beans.Introspector;
import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

@AnalyzeClasses(packages = "io.eseal", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final int LONGEST_EXECUTE = 12;
    private static final int MOST_COLLABORATORS = 6;

    /**
     * Classes that may take the normal form of a user id: those whose ids the database compares, and those that limit
     * or refuse ids.
     */
    private static final Set<String> USERS_OF_THE_NORMAL_FORM = Set.of(
            "io.eseal.approval.Approvals",
            "io.eseal.lifecycle.EsealRegister",
            "io.eseal.lifecycle.RequestLists$Selection",
            "io.eseal.notification.ProviderAddresses",
            "io.eseal.security.OwnNames",
            "io.eseal.session.SessionRows",
            "io.eseal.signin.ProviderClaims");

    /** Classes that may use the engine's internals, for which nothing public does the same. */
    private static final Set<String> USERS_OF_THE_ENGINES_INSIDE = Set.of(
            // The public identity service answers with this class.
            "io.eseal.security.Actors",
            "io.eseal.security.RunAsSystem",
            // Extensions that the engine and its web applications offer at no public place.
            "io.eseal.carddata.CardDataGuard",
            "io.eseal.carddata.CardDataGuardPlugin",
            "io.eseal.carddata.CardDataCommands",
            "io.eseal.engine.LifecycleEnginePlugin",
            "io.eseal.engine.LifecycleEnginePlugin$Unwrapping",
            "io.eseal.engine.LifecycleHistory",
            "io.eseal.engine.LifecycleHistoryHandler",
            "io.eseal.engine.LeanReads",
            "io.eseal.engine.LeanReads$Factory",
            "io.eseal.engine.WholeInstances",
            "io.eseal.engine.LoadedDefinitions",
            "io.eseal.engine.DeployedDefinitions",
            "io.eseal.engine.KnownJobs",
            "io.eseal.engine.StepsOfJobs",
            "io.eseal.engine.JobIncidents",
            "io.eseal.engine.UncountedInstances",
            "io.eseal.engine.UncountedInstances$Installer",
            "io.eseal.engine.TaskVariableAllowList",
            "io.eseal.engine.TaskCompletionLock",
            "io.eseal.engine.EngineCommandGuard",
            "io.eseal.engine.UnresolvedMoves",
            "io.eseal.engine.SuspensionTargets",
            "io.eseal.engine.SuspensionTargets$Target",
            "io.eseal.engine.EngineInterceptors",
            "io.eseal.engine.CommandQueries",
            "io.eseal.engine.CommandQueries$1",
            "io.eseal.engine.QueryGuard",
            "io.eseal.engine.EngineDoors",
            "io.eseal.engine.ParsedStatements",
            "io.eseal.engine.TaskGuard",
            "io.eseal.engine.SavedTask",
            "io.eseal.engine.Assignees",
            "io.eseal.engine.CompletingPerson",
            "io.eseal.engine.DistinctUsers",
            "io.eseal.engine.DistinctUsers$Guard",
            "io.eseal.engine.QuerySize",
            "io.eseal.engine.QueryExpressionManager",
            "io.eseal.engine.QueryExpressionManager$InScope",
            // Statements of our own for the engine's lists; tests compare them with the engine's.
            "io.eseal.taskquery.TaskQueryPlugin",
            "io.eseal.taskquery.TaskQueryPlugin$Factory",
            "io.eseal.taskquery.TaskQueries",
            "io.eseal.taskquery.TaskQueries$Grants",
            "io.eseal.taskquery.OneCommand",
            "io.eseal.taskquery.VariableQueries",
            "io.eseal.taskquery.CallersGroups",
            "io.eseal.taskquery.Candidates",
            "io.eseal.indexes.IndexPlugin",
            // Locks of jobs in this node's name, and those of jobs that failed.
            "io.eseal.cluster.ClusterConfiguration",
            "io.eseal.cluster.ClusterPlugin",
            "io.eseal.cluster.KnownDeployments",
            "io.eseal.cluster.NodeJobExecutor",
            "io.eseal.cluster.NodeStop",
            "io.eseal.cluster.RunningNodes",
            "io.eseal.cluster.UnwrittenSteps",
            "io.eseal.cluster.UnwrittenSteps$Watch",
            "io.eseal.approval.RequestWatch",
            "io.eseal.approval.RequestWatchPlugin",
            "io.eseal.retry.CertCentralJobRetryPolicy",
            "io.eseal.retry.CertCentralJobRetryPlugin",
            "io.eseal.retry.IncidentAtOnce",
            "io.eseal.retry.Postponement",
            "io.eseal.retry.SpreadRetry",
            "io.eseal.retry.RecordedRetry",
            "io.eseal.setup.ProvisioningConfiguration",
            "io.eseal.signin.WebappSignInFilter",
            "io.eseal.signin.WebappTokenFilter",
            "io.eseal.signin.KeptInSessions",
            "io.eseal.signin.ProviderWebappFilter",
            "io.eseal.signin.ProviderIdentityPlugin",
            "io.eseal.signin.ProviderIdentityPlugin$NoPasswords",
            "io.eseal.signin.PasswordIdentityPlugin",
            "io.eseal.signin.PasswordIdentityPlugin$OwnUsers");

    @ArchTest
    static final ArchRule packages_depend_on_each_other_in_no_circle =
            slices().matching("io.eseal.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_certcentral_client_knows_nothing_of_the_rest = classes()
            .that()
            .resideInAPackage("io.eseal.certcentral..")
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("io.eseal.certcentral..", "io.eseal.httpclient..", "io.eseal.id")
                            .or(outsideOfTheProject()));

    @ArchTest
    static final ArchRule how_calls_are_sent_knows_nothing_of_whom_they_go_to = classes()
            .that()
            .resideInAPackage("io.eseal.httpclient..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("io.eseal.httpclient..").or(outsideOfTheProject()));

    @ArchTest
    static final ArchRule the_client_knows_no_engine = noClasses()
            .that()
            .resideInAPackage("io.eseal.certcentral..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda..");

    @ArchTest
    static final ArchRule only_the_named_few_use_the_engines_inside = noClasses()
            .that(areNotAmong(USERS_OF_THE_ENGINES_INSIDE))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda..impl..");

    @ArchTest
    static final ArchRule delegates_and_listeners_are_named_after_their_class_and_seen_by_the_model_alone = classes()
            .that()
            .areAssignableTo(JavaDelegate.class)
            .or()
            .areAssignableTo(TaskListener.class)
            .or()
            .areAssignableTo(ExecutionListener.class)
            .should()
            .bePackagePrivate()
            .andShould(beNamedAfterTheirClass());

    @ArchTest
    static final ArchRule delegates_and_listeners_only_read_call_and_write = classes()
            .that()
            .areAssignableTo(JavaDelegate.class)
            .or()
            .areAssignableTo(TaskListener.class)
            .or()
            .areAssignableTo(ExecutionListener.class)
            .should(haveAShortExecute());

    @ArchTest
    static final ArchRule only_delegates_and_listeners_raise_business_errors = noClasses()
            .that()
            .areNotAssignableTo(JavaDelegate.class)
            .and()
            .areNotAssignableTo(TaskListener.class)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.camunda.bpm.engine.delegate.BpmnError");

    @ArchTest
    static final ArchRule beans_are_put_together_by_their_constructors =
            fields().should().notBeAnnotatedWith(Autowired.class).andShould().notBeAnnotatedWith(Value.class);

    @ArchTest
    static final ArchRule nothing_is_put_together_from_more_than_six_parts = classes()
            .that(areNoRecords().and(areNotEnums()))
            .should(condition(
                    "have constructors of at most " + MOST_COLLABORATORS + " parameters",
                    type -> type.getConstructors().stream().allMatch(ArchitectureTest::takesFew)))
            .andShould(condition(
                    "have bean methods of at most " + MOST_COLLABORATORS + " parameters",
                    type -> type.getMethods().stream()
                            .filter(method -> method.isMetaAnnotatedWith(Bean.class))
                            .allMatch(ArchitectureTest::takesFew)));

    @ArchTest
    static final ArchRule nothing_is_serialised_the_java_way = noClasses()
            .that(areNotThrowables().and(areNotEnums()).and(areNotRandoms()))
            .should()
            .implement(Serializable.class);

    @ArchTest
    static final ArchRule what_holds_a_card_does_not_print_it =
            classes().that(simpleNameContaining("CreditCard")).should(declareTheirOwnToString());

    /** DSS takes seconds and many megabytes: it is loaded when somebody first asks whether to trust a certificate. */
    @ArchTest
    static final ArchRule what_is_made_at_the_start_loads_no_dss = noClasses()
            .that()
            .areMetaAnnotatedWith(Component.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("eu.europa.esig..");

    @ArchTest
    static final ArchRule null_is_refused_by_the_compiler_in_every_package = classes()
            .should(condition(
                    "be in a package whose package-info is @NullMarked",
                    type -> type.getPackage().isAnnotatedWith(NullMarked.class)));

    @ArchTest
    static final ArchRule users_are_compared_as_persons_by_their_ids_alone = classes()
            .that(resideOutsideOfPackage("io.eseal.id").and(areNotAmong(USERS_OF_THE_NORMAL_FORM)))
            .should(condition(
                    "leave the normal form of a user id to the id",
                    type -> callsOf(type, UserId.class, "normal").isEmpty()))
            .andShould(condition(
                    "compare no user id as text",
                    type -> Collections.disjoint(
                            lines(callsOf(type, UserId.class, "value")),
                            lines(callsOf(type, String.class, "equals", "equalsIgnoreCase", "compareTo")))));

    @ArchTest
    static final ArchRule users_are_held_by_their_ids = fields().that()
            .haveNameMatching("requester|approver|assignee|person|editor|payer|askedBy")
            .should(haveNoTextInside());

    private static DescribedPredicate<JavaClass> outsideOfTheProject() {
        return DescribedPredicate.not(resideInAnyPackage("io.eseal.."));
    }

    private static DescribedPredicate<JavaClass> areNotThrowables() {
        return DescribedPredicate.not(assignableTo(Throwable.class)).as("are no throwables");
    }

    /** Camunda's filter against forged calls takes no other source of its tokens. */
    private static DescribedPredicate<JavaClass> areNotRandoms() {
        return DescribedPredicate.not(assignableTo(Random.class)).as("are no sources of chance");
    }

    private static boolean takesFew(JavaCodeUnit unit) {
        return unit.getRawParameterTypes().size() <= MOST_COLLABORATORS;
    }

    private static DescribedPredicate<JavaClass> areNoRecords() {
        return DescribedPredicate.not(assignableTo(Record.class)).as("are no records");
    }

    private static DescribedPredicate<JavaClass> areNotEnums() {
        return DescribedPredicate.not(assignableTo(Enum.class)).as("are no enums");
    }

    private static DescribedPredicate<JavaClass> areNotAmong(Set<String> names) {
        return DescribedPredicate.describe("are not among " + names, type -> !names.contains(type.getFullName()));
    }

    private static ArchCondition<JavaClass> beNamedAfterTheirClass() {
        return condition(
                "be beans named after their class",
                type -> type.isAnnotatedWith(Component.class)
                        && type.getAnnotationOfType(Component.class)
                                .value()
                                .equals(Introspector.decapitalize(type.getSimpleName())));
    }

    private static ArchCondition<JavaClass> declareTheirOwnToString() {
        return condition(
                "declare their own toString",
                type -> type.tryGetMethod("toString").isPresent());
    }

    /** The lines that hold code, as the debugger knows them. */
    private static ArchCondition<JavaClass> haveAShortExecute() {
        return condition(
                "execute, or be notified, in at most " + LONGEST_EXECUTE + " lines",
                type -> type.getMethods().stream()
                        .filter(method -> List.of("execute", "notify").contains(method.getName()))
                        .allMatch(method -> lines(method) <= LONGEST_EXECUTE));
    }

    private static long lines(JavaMethod method) {
        return lines(method.getAccessesFromSelf()).size();
    }

    private static Set<Integer> lines(Collection<? extends JavaAccess<?>> accesses) {
        return accesses.stream().map(JavaAccess::getLineNumber).collect(Collectors.toSet());
    }

    private static List<JavaAccess<?>> callsOf(JavaClass type, Class<?> owner, String... methods) {
        return type.getAccessesFromSelf().stream()
                .filter(access -> access.getTargetOwner().isEquivalentTo(owner))
                .filter(access -> List.of(methods).contains(access.getTarget().getName()))
                .<JavaAccess<?>>map(access -> access)
                .toList();
    }

    private static ArchCondition<JavaField> haveNoTextInside() {
        return new ArchCondition<>("hold no text") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        field,
                        field.getType().getAllInvolvedRawTypes().stream()
                                .noneMatch(type -> type.isEquivalentTo(String.class)),
                        field.getFullName() + " is a " + field.getType().getName()));
            }
        };
    }

    private static ArchCondition<JavaClass> condition(String text, java.util.function.Predicate<JavaClass> holds) {
        return new ArchCondition<>(text) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        type,
                        holds.test(type),
                        type.getFullName() + " does" + (holds.test(type) ? " " : " not ") + text));
            }
        };
    }
}
