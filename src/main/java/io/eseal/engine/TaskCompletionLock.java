package io.eseal.engine;

import io.eseal.id.EsealId;
import io.eseal.timeline.LockedRequests;
import io.eseal.web.UnexpectedErrors;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Completes the tasks of one request one after the other: the second caller is told that the task is gone, instead of a
 * conflict between two reads of the engine. Locks the request's row, as the timeline does, always before the engine
 * writes; a lock on the task's row would come between two writes of a message that ends the task.
 */
class TaskCompletionLock extends CommandInterceptor {

    private final JdbcClient jdbc;

    /**
     * Makes the interceptor.
     *
     * @param jdbc works in the engine's transactions
     */
    TaskCompletionLock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public <T> T execute(Command<T> command) {
        if (command instanceof CompleteTaskCmd) {
            lock(CommandFields.read(command, CompleteTaskCmd.class, "taskId"));
        } else if (command instanceof SubmitTaskFormCmd) {
            lock(CommandFields.read(command, SubmitTaskFormCmd.class, "taskId"));
        }
        return next.execute(command);
    }

    private void lock(String taskId) {
        try {
            jdbc.sql("""
                    select id from eseal where id = (
                        select i.BUSINESS_KEY_ from ACT_RU_TASK t join ACT_RU_EXECUTION i on i.ID_ = t.PROC_INST_ID_ where t.ID_ = :task)
                    for update""")
                    .param("task", taskId)
                    .query(String.class)
                    .optional()
                    .map(EsealId::of)
                    .ifPresent(LockedRequests::locked);
        } catch (ConcurrencyFailureException e) {
            throw new OptimisticLockingException(UnexpectedErrors.CHANGED_MEANWHILE);
        }
    }
}
