package io.eseal.engine;

import java.util.List;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.cmd.SaveFilterCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Refuses a query from outside that holds an expression, at whatever depth, whether the query runs, extends a stored
 * one or belongs to a batch. A query to be stored may hold the permitted expressions. Also refuses queries that exceed
 * {@link QuerySize}. {@link QueryExpressionManager} refuses what would pass here.
 */
class QueryGuard extends CommandInterceptor {

    @Override
    public <T> T execute(Command<T> command) {
        Authentication person = Context.getCommandContext().getAuthentication();
        if (person != null && person.getUserId() != null) {
            List<AbstractQuery<?, ?>> queries = CommandQueries.of(command);
            queries.forEach(query -> refuseExpressions(query, command instanceof SaveFilterCmd));
            QuerySize.check(queries);
        }
        return next.execute(command);
    }

    private static void refuseExpressions(AbstractQuery<?, ?> query, boolean stored) {
        if (!query.getExpressions().values().stream()
                .allMatch(expression -> stored && QueryExpressions.isPermitted(expression))) {
            throw QueryExpressions.refusal();
        }
    }
}
