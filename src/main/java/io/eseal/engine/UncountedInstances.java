package io.eseal.engine;

import java.util.Set;
import org.camunda.bpm.engine.impl.bpmn.behavior.ParallelMultiInstanceActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Runs the instances of a parallel multi-instance step without the engine's counters, which are three variables of the
 * step and one of each instance, written again at each completion: nothing reads them, and the executions say which
 * instances are still open.
 */
final class UncountedInstances extends ParallelMultiInstanceActivityBehavior {

    private static final Set<String> COUNTERS =
            Set.of(NUMBER_OF_INSTANCES, NUMBER_OF_ACTIVE_INSTANCES, NUMBER_OF_COMPLETED_INSTANCES, LOOP_COUNTER);

    private UncountedInstances(ParallelMultiInstanceActivityBehavior counting) {
        setLoopCardinalityExpression(counting.getLoopCardinalityExpression());
        setCompletionConditionExpression(counting.getCompletionConditionExpression());
        setCollectionExpression(counting.getCollectionExpression());
        setCollectionVariable(counting.getCollectionVariable());
        setCollectionElementVariable(counting.getCollectionElementVariable());
    }

    @Override
    protected void setLoopVariable(ActivityExecution execution, String name, Object value) {
        if (!COUNTERS.contains(name)) {
            super.setLoopVariable(execution, name, value);
        }
    }

    /** Returns 0 for what nobody counts; the engine only adds to it and stores it again. */
    @Override
    protected Integer getLoopVariable(ActivityExecution execution, String name) {
        return COUNTERS.contains(name) ? Integer.valueOf(0) : super.getLoopVariable(execution, name);
    }

    @Override
    protected boolean allExecutionsEnded(ActivityExecution scope, ActivityExecution ended) {
        return ended.findInactiveConcurrentExecutions(ended.getActivity()).size()
                == scope.getExecutions().size();
    }

    /** Replaces the engine's behaviour when a model is read. */
    static final class Installer extends AbstractBpmnParseListener {

        @Override
        public void parseMultiInstanceLoopCharacteristics(
                Element step, Element characteristics, ActivityImpl activity) {
            if (activity.getActivityBehavior() instanceof ParallelMultiInstanceActivityBehavior counting) {
                activity.setActivityBehavior(new UncountedInstances(counting));
            }
        }
    }
}
