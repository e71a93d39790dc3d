package io.eseal.carddata;

import io.eseal.engine.CommandFields;
import java.util.List;
import java.util.Map;
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

/**
 * Refuses card data and private keys in comments, attachments and annotations, which the engine stores without an event
 * in its history.
 */
class CardDataCommands extends CommandInterceptor {

    private static final Map<Class<?>, List<String>> TEXTS = Map.of(
            AddCommentCmd.class, List.of("message"),
            UpdateCommentCmd.class, List.of("message"),
            CreateAttachmentCmd.class, List.of("attachmentName", "attachmentDescription", "attachmentType", "url"),
            SetAnnotationForIncidentCmd.class, List.of("annotation"),
            SetAnnotationForOperationLog.class, List.of("annotation"));

    @Override
    public <T> T execute(Command<T> command) {
        TEXTS.getOrDefault(command.getClass(), List.of())
                .forEach(name -> CardDataGuard.refuse(name, CommandFields.read(command, command.getClass(), name)));
        if (command instanceof CreateAttachmentCmd
                && CommandFields.read(command, CreateAttachmentCmd.class, "content") != null) {
            throw new BadUserRequestException(
                    "The field content is not accepted: files cannot be searched for card data and keys; attach the "
                            + "address where the file lies.");
        }
        if (command instanceof SaveAttachmentCmd) {
            Attachment attachment = CommandFields.read(command, SaveAttachmentCmd.class, "attachment");
            CardDataGuard.refuse("name", attachment.getName());
            CardDataGuard.refuse("description", attachment.getDescription());
        }
        return next.execute(command);
    }
}
