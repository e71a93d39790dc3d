package io.eseal.payment;

import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.SetAnnotationForOperationLog;
import org.camunda.bpm.engine.impl.cmd.AddCommentCmd;
import org.camunda.bpm.engine.impl.cmd.CreateAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.SaveAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.SetAnnotationForIncidentCmd;
import org.camunda.bpm.engine.impl.cmd.UpdateCommentCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.task.Attachment;
import org.springframework.util.ReflectionUtils;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;

/** Refuses card data in what people write beside the process: comments, attachments and annotations go past the engine's history. */
class CardDataCommands extends CommandInterceptor {

    private static final Map<Class<?>, List<String>> TEXTS = Map.of(
            AddCommentCmd.class, List.of("message"),
            UpdateCommentCmd.class, List.of("message"),
            CreateAttachmentCmd.class, List.of("attachmentName", "attachmentDescription", "attachmentType", "url"),
            SetAnnotationForIncidentCmd.class, List.of("annotation"),
            SetAnnotationForOperationLog.class, List.of("annotation"));

    @Override
    public <T> T execute(Command<T> command) {
        TEXTS.getOrDefault(command.getClass(), List.of()).forEach(name -> CardDataGuard.refuse(name, (String) read(command, name)));
        if (command instanceof CreateAttachmentCmd && read(command, "content") != null) {
            throw new BadUserRequestException("The field content is not accepted: files cannot be searched for card data; attach the address where the file lies.");
        }
        if (command instanceof SaveAttachmentCmd) {
            Attachment attachment = (Attachment) read(command, "attachment");
            CardDataGuard.refuse("name", attachment.getName());
            CardDataGuard.refuse("description", attachment.getDescription());
        }
        return next.execute(command);
    }

    private static Object read(Command<?> command, String name) {
        Field field = ReflectionUtils.findField(command.getClass(), name);
        ReflectionUtils.makeAccessible(field);
        return ReflectionUtils.getField(field, command);
    }
}
