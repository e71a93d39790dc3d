package io.eseal.engine;

import java.util.List;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cmd.SaveFilterCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Refuses a query from outside that holds an expression, at whatever depth, whether the query runs, extends a stored
 * one or belongs to a batch. A query to be stored may hold the permitted expressions. Also refuses queries that exceed
 * {@link QuerySize}, and conditions that the engine fails to combine. {@link QueryExpressionManager} refuses what would
 * pass here.
 */
class QueryGuard extends CommandInterceptor {

    @Override
    public <T> T execute(Command<T> command) {
        Authentication person = Context.getCommandContext().getAuthentication();
        if (person != null && person.getUserId() != null) {
            List<AbstractQuery<?, ?>> queries = CommandQueries.of(command);
            queries.forEach(query -> refuseExpressions(query, command instanceof SaveFilterCmd));
            queries.forEach(QueryGuard::refuseFailing);
            QuerySize.check(queries);
        }
        return next.execute(command);
    }

    // The engine adds the groups of the user to a list that it made of the one group and cannot add to. Whether it has
    // any to add depends on the user's groups, which is nothing that an answer should tell.
    private static void refuseFailing(AbstractQuery<?, ?> query) {
        if (query instanceof TaskQueryImpl tasks
                && tasks.isOrQueryActive()
                && tasks.getCandidateUser() != null
                && tasks.getCandidateGroup() != null) {
            throw new CallRefusedException(
                    "A query in orQueries may not hold candidateUser and candidateGroup together: name the group in"
                            + " candidateGroups.");
        }
    }

    private static void refuseExpressions(AbstractQuery<?, ?> query, boolean stored) {
        if (!query.getExpressions().values().stream()
                .allMatch(expression -> stored && QueryExpressions.isPermitted(expression))) {
            throw QueryExpressions.refusal();
        }
    }
}
