package io.eseal;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.TypedValue;

/** A task that is being completed, with its variables in a map. */
public final class FakeTask {

    public final Map<String, Object> variables = new HashMap<>();
    public final DelegateTask task = mock(DelegateTask.class);

    public FakeTask(String businessKey, String definitionKey) {
        DelegateExecution execution = mock(DelegateExecution.class);
        when(execution.getProcessBusinessKey()).thenReturn(businessKey);
        when(task.getExecution()).thenReturn(execution);
        when(task.getTaskDefinitionKey()).thenReturn(definitionKey);
        when(task.getProcessInstanceId()).thenReturn("instance");
        when(task.getVariable(anyString())).thenAnswer(call -> variables.get(call.<String>getArgument(0)));
        when(task.getVariableTyped(anyString(), anyBoolean()))
                .thenAnswer(call -> typed(variables.get(call.<String>getArgument(0))));
        doAnswer(call -> variables.put(call.getArgument(0), call.getArgument(1)))
                .when(task)
                .setVariable(anyString(), any());
        doAnswer(call -> variables.remove(call.<String>getArgument(0)))
                .when(task)
                .removeVariable(anyString());
    }

    public FakeTask with(String variable, Object value) {
        variables.put(variable, value);
        return this;
    }

    public FakeTask waitingFor(String... groups) {
        Set<IdentityLink> candidates = Arrays.stream(groups).map(FakeTask::link).collect(Collectors.toSet());
        when(task.getCandidates()).thenReturn(candidates);
        return this;
    }

    private static IdentityLink link(String group) {
        IdentityLinkEntity link = new IdentityLinkEntity();
        link.setGroupId(group);
        return link;
    }

    private static TypedValue typed(Object value) {
        return value == null || value instanceof TypedValue
                ? (TypedValue) value
                : Variables.objectValue(value).create();
    }
}
