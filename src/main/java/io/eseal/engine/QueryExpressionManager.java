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
 * Evaluates no expression of a query but the permitted ones. The engine evaluates what a model says in the scope of an
 * execution or a task, and expressions of queries, at whatever depth and wherever they came from, in no scope at all;
 * the engine's own check of queries looks at the outermost alone.
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
