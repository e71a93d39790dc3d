package io.eseal.taskquery;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.apache.ibatis.builder.xml.XMLMapperBuilder;
import org.apache.ibatis.session.Configuration;

/**
 * The engine's statements for tasks and variables, edited: permissions and candidates are conditions of each row
 * instead of joins, so that neither the number of permissions nor that of candidates multiplies the rows.
 *
 * <p>The engine joins tasks with permissions by {@code RESOURCE_ID_ in (task, definition, '*')}, which a database can
 * do by nested loops alone: tasks times permissions. The edited statements are given a {@link Visibility} as parameter.
 */
final class OwnStatements {

    private static final String NAMESPACE = "io.eseal.taskquery";

    /** Lists tasks. */
    static final String TASKS = NAMESPACE + ".tasks";

    /** Counts tasks, no further than the parameter's limit. */
    static final String TASK_COUNT = NAMESPACE + ".taskCount";

    /** Lists variables. */
    static final String VARIABLES = NAMESPACE + ".variables";

    /** Counts variables. */
    static final String VARIABLE_COUNT = NAMESPACE + ".variableCount";

    /** Finds the resources beyond single tasks, definitions and all, that the caller has a permission on. */
    static final String WIDE_GRANTS = NAMESPACE + ".wideGrants";

    /** Counts the caller's permissions, as far as it matters. */
    static final String GRANT_COUNT = NAMESPACE + ".grantCount";

    /** Counts the tasks that wait for the query's candidates, likewise. */
    static final String CANDIDATE_COUNT = NAMESPACE + ".candidateCount";

    private static final String ENTITY = "org.camunda.bpm.engine.impl.persistence.entity.";
    private static final String JOIN = "<include refid=\"" + ENTITY
            + "AuthorizationEntity.authCheckJoinWithoutOnClause\" /> AUTH ON (AUTH.RESOURCE_ID_ ${authJoinStart} ";
    private static final String CHECK =
            "<include refid=\"" + ENTITY + "AuthorizationEntity.contextualAuthorizationCheck\" />";
    private static final String PERMISSIONS =
            "<include refid=\"" + ENTITY + "AuthorizationEntity.atomicChecksOnResourceTypeAndPerms\" />";

    // Keeps the planner from turning a condition of each row into a join with all rows: who may see most tasks has the
    // first page after a few rows in the order of the list.
    private static final String ROW_BY_ROW = "<if test=\"parameter.rowByRow\"> offset 0</if>";

    // Counts read in the order of an index, for a planner that expects many rows would rather read the table until so
    // many are found, which it then reads whole for whoever has none.
    private static String granted(int few) {
        return """
            <sql id="bindings">
              <bind name="atomicChecks" value="authCheck.permissionChecks.atomicChecks" />
              <bind name="disjunctive" value="authCheck.permissionChecks.disjunctive" />
              <bind name="groups" value="authCheck.authGroupIds" />
            </sql>
            <sql id="userGranted">
              A.TYPE_ &lt; 2 and A.USER_ID_ in (#{authCheck.authUserId, jdbcType=VARCHAR}, '*') %1$s
            </sql>
            <sql id="groupGranted">
              A.TYPE_ &lt; 2 and A.GROUP_ID_ in
              <foreach item="group" collection="groups" open="(" separator="," close=")">#{group}</foreach> %1$s
            </sql>
            <sql id="granted">
              A.TYPE_ &lt; 2 and (A.USER_ID_ in (#{authCheck.authUserId, jdbcType=VARCHAR}, '*')
              <if test="groups != null and groups.size > 0">
                or A.GROUP_ID_ in
                <foreach item="group" collection="groups" open="(" separator="," close=")">#{group}</foreach>
              </if>
              ) %1$s
            </sql>
            <select id="wideGrants" resultType="string">
              <include refid="bindings" />
              select distinct A.RESOURCE_ID_ from ${prefix}ACT_RU_AUTHORIZATION A
              where A.RESOURCE_ID_ in (select KEY_ from ${prefix}ACT_RE_PROCDEF union all select '*')
              and <include refid="granted" />
            </select>
            <select id="grantCount" resultType="long">
              <include refid="bindings" />
              select count(*) from (
                (select 1 as N from ${prefix}ACT_RU_AUTHORIZATION A where <include refid="userGranted" />
                order by A.USER_ID_ limit %2$d)
                <if test="groups != null and groups.size > 0">
                  union all
                  (select 1 as N from ${prefix}ACT_RU_AUTHORIZATION A where <include refid="groupGranted" />
                  order by A.GROUP_ID_ limit %2$d)
                </if>
              ) G
            </select>
            """.formatted(PERMISSIONS, few + 1);
    }

    private static String candidates(int few) {
        return """
            <sql id="candidate">
              L.TYPE_ = 'candidate' and
              <trim prefix="(" suffix=")" prefixOverrides="or">
                <if test="parameter.candidateUser != null"> or L.USER_ID_ = #{parameter.candidateUser}</if>
                <if test="parameter.candidateGroups.size > 0">
                  or L.GROUP_ID_ in
                  <foreach item="group" collection="parameter.candidateGroups" open="(" separator="," close=")">
                    #{group}
                  </foreach>
                </if>
              </trim>
            </sql>
            <select id="candidateCount" resultType="long">
              select sum(N) from (
                select 0 as N
                <if test="parameter.candidateUser != null">
                  union all (select count(*) from (select 1 as N from ${prefix}ACT_RU_IDENTITYLINK L
                  where L.TYPE_ = 'candidate' and L.USER_ID_ = #{parameter.candidateUser}
                  order by L.USER_ID_ limit %1$d) U)
                </if>
                <if test="parameter.candidateGroups.size > 0">
                  union all (select count(*) from (select 1 as N from ${prefix}ACT_RU_IDENTITYLINK L
                  where L.TYPE_ = 'candidate' and L.GROUP_ID_ in
                  <foreach item="group" collection="parameter.candidateGroups" open="(" separator="," close=")">
                    #{group}
                  </foreach>
                  order by L.GROUP_ID_ limit %1$d) G)
                </if>
              ) C
            </select>
            """.formatted(few + 1);
    }

    private static final String MAY_SEE_TASK = """
        <include refid="bindings" />
        <if test="parameter.few">
          and RES.ID_ in (
            select L.TASK_ID_ from ${prefix}ACT_RU_IDENTITYLINK L where <include refid="candidate" />
            <if test="parameter.assignee != null">
              union all select T.ID_ from ${prefix}ACT_RU_TASK T where T.ASSIGNEE_ = #{parameter.assignee}
            </if>
          )
        </if>
        <if test="!parameter.all">
          and (
          <if test="parameter.definitions.size > 0">
            D.KEY_ in
            <foreach item="key" collection="parameter.definitions" open="(" separator="," close=")">#{key}</foreach>
            or
          </if>
          <choose>
            <when test="parameter.fewGrants">
              RES.ID_ in (select A.RESOURCE_ID_ from ${prefix}ACT_RU_AUTHORIZATION A where <include refid="granted" />)
            </when>
            <otherwise>
              exists (select 1 from ${prefix}ACT_RU_AUTHORIZATION A
              where A.RESOURCE_ID_ = RES.ID_ and <include refid="granted" />%s)
            </otherwise>
          </choose>
          )
        </if>
        """.formatted(ROW_BY_ROW);

    private static final String MAY_SEE_VARIABLE = """
        <include refid="bindings" />
        <if test="!parameter.all">
          and (
          RES.CASE_EXECUTION_ID_ is not null or
          <if test="parameter.definitions.size > 0">
            PROCDEF.KEY_ in
            <foreach item="key" collection="parameter.definitions" open="(" separator="," close=")">#{key}</foreach>
            or
          </if>
          exists (select 1 from ${prefix}ACT_RU_AUTHORIZATION A
            where A.RESOURCE_ID_ in (RES.PROC_INST_ID_, RES.TASK_ID_) and <include refid="granted" />)
          )
        </if>
        """;

    private OwnStatements() {}

    /**
     * Adds the statements to the engine's.
     *
     * @param few permissions and waiting tasks are counted no further than one more
     */
    static void add(Configuration engine, int few) {
        new XMLMapperBuilder(
                        new ByteArrayInputStream(mapper(few).getBytes(StandardCharsets.UTF_8)),
                        engine,
                        NAMESPACE,
                        engine.getSqlFragments())
                .parse();
    }

    /** Returns the mapper as XML. */
    static String mapper(int few) {
        return """
                <?xml version="1.0" encoding="UTF-8" ?>
                <!DOCTYPE mapper PUBLIC "-//mybatis.org//DTD Mapper 3.0//EN" "http://mybatis.org/dtd/mybatis-3-mapper.dtd">
                """
                + "<mapper namespace=\"" + NAMESPACE + "\">" + granted(few) + candidates(few) + tasks() + variables()
                + "</mapper>";
    }

    private static String tasks() {
        StatementText mapper = StatementText.ofEngine("Task.xml");
        return mapper.element("sql", "columnSelection").text()
                + mapper.element("sql", "selectTaskByQueryCriteriaSql")
                        .with("<if test=\"I_JOIN\"> left join", "<if test=\"parameter.joinsCandidates\"> left join")
                        .with(JOIN + "RES.ID_ ${authJoinSeparator} D.KEY_ ${authJoinSeparator} '*' ${authJoinEnd})", "")
                        .with(
                                "and I.TYPE_ = 'candidate' <if",
                                inRow("and exists (select 1 from ${prefix}ACT_RU_IDENTITYLINK I where"
                                                + " I.TASK_ID_ = RES.ID_")
                                        + " and I.TYPE_ = 'candidate' <if")
                        .with(
                                "<if test=\"query.withCandidateUsers\"> and I.USER_ID_ is not null </if>",
                                "<if test=\"query.withCandidateUsers\"> and I.USER_ID_ is not null </if>"
                                        + inRow(ROW_BY_ROW + ")"))
                        .with(
                                "(I.USER_ID_ = #{query.involvedUser} or",
                                "("
                                        + inRow("exists (select 1 from ${prefix}ACT_RU_IDENTITYLINK I where I.TASK_ID_"
                                                + " = RES.ID_ and")
                                        + " I.USER_ID_ = #{query.involvedUser} " + inRow(ROW_BY_ROW + ")") + " or")
                        .with(CHECK, MAY_SEE_TASK)
                        .text()
                + mapper.element("select", "selectTaskByQueryCriteria")
                        .with("id=\"selectTaskByQueryCriteria\"", "id=\"tasks\"")
                        .with("\"taskResultMap\"", "\"" + ENTITY + "TaskEntity.taskResultMap\"")
                        .with("${distinct}", "<if test=\"parameter.distinct\">distinct</if>")
                        // Rows that compare equal would change places between two pages.
                        .with("${orderBy}", "${orderBy}, RES.ID_ asc")
                        .text()
                + """
                <select id="taskCount" resultType="long">
                  select count(*) from (
                    select <if test="parameter.distinct">distinct</if> RES.ID_
                    <include refid="selectTaskByQueryCriteriaSql" />
                    <if test="parameter.limit != null">
                      <if test="!parameter.distinct"> order by RES.PRIORITY_ desc, RES.DUE_DATE_</if>
                      limit #{parameter.limit}
                    </if>
                  ) C
                </select>
                """;
    }

    private static String variables() {
        StatementText mapper = StatementText.ofEngine("VariableInstance.xml");
        return mapper.element("sql", "actInstIdColumn").text()
                + mapper.element("sql", "selectVariableInstanceByQueryCriteriaSql")
                        .with(
                                JOIN + "RES.PROC_INST_ID_ ${authJoinSeparator} PROC_EXECUTION.ID_ ${authJoinSeparator}"
                                        + " PROCDEF.KEY_ ${authJoinSeparator} RES.TASK_ID_ ${authJoinSeparator} '*'"
                                        + " ${authJoinEnd} )",
                                "")
                        .with(CHECK, MAY_SEE_VARIABLE)
                        .text()
                + mapper.element("select", "selectVariableInstanceByQueryCriteria")
                        .with("id=\"selectVariableInstanceByQueryCriteria\"", "id=\"variables\"")
                        .with(
                                "\"variableInstanceResultMap\"",
                                "\"" + ENTITY + "VariableInstanceEntity.variableInstanceResultMap\"")
                        .text()
                + mapper.element("select", "selectVariableInstanceCountByQueryCriteria")
                        .with("id=\"selectVariableInstanceCountByQueryCriteria\"", "id=\"variableCount\"")
                        .text();
    }

    private static String inRow(String text) {
        return "<if test=\"!parameter.joinsCandidates\">" + text + "</if>";
    }
}
