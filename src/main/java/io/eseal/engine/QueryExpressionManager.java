package io.eseal.engine;

import java.util.Map;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.impl.el.JuelExpression;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.camunda.bpm.impl.juel.jakarta.el.ValueExpression;
import org.springframework.context.ApplicationContext;

/**
 * Evaluates only the permitted expressions of a query. The engine evaluates an expression of the model in the scope of
 * an execution or a task, and an expression of a query without a scope; its own check of queries sees the outermost
 * query alone, not nested ones.
 */
class QueryExpressionManager extends SpringExpressionManager {

    QueryExpressionManager(ApplicationContext beans, Map<Object, Object> others) {
        super(beans, others);
    }

    @Override
    public Expression createExpression(String expression) {
        return new InScope(createValueExpression(expression), this, expression);
    }

    private static final class InScope extends JuelExpression {

        InScope(ValueExpression value, JuelExpressionManager manager, String text) {
            super(value, manager, text);
        }

        @Override
        public Object getValue(VariableScope scope, BaseDelegateExecution execution) {
            if (scope == null && !isLiteralText() && !QueryExpressions.isPermitted(expressionText)) {
                throw QueryExpressions.refusal();
            }
            return super.getValue(scope, execution);
        }
    }
}
