package io.eseal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.PlainEngine;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;

class ParsedStatementsTest {

    @Test
    void the_texts_of_statements_are_not_kept_and_the_statements_are() {
        ProcessEngineConfigurationImpl configuration = PlainEngine.on(Database.H2.dataSource());
        configuration.setProcessEnginePlugins(List.of(new ParsedStatements()));
        ProcessEngine engine = configuration.buildProcessEngine();
        try {
            assertThat(configuration.getSqlSessionFactory().getConfiguration().getSqlFragments())
                    .isEmpty();
            assertThat(engine.getTaskService()
                            .createTaskQuery()
                            .processDefinitionKey("none")
                            .or()
                            .taskAssignee("nobody")
                            .taskCandidateGroup("none")
                            .endOr()
                            .orderByTaskPriority()
                            .asc()
                            .list())
                    .isEmpty();
        } finally {
            PlainEngine.close(configuration);
        }
    }
}
