package io.eseal.engine;

import io.eseal.id.UserId;
import io.eseal.security.Actors;
import io.eseal.security.OwnNames;
import io.eseal.text.VisibleText;
import java.util.List;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.SaveUserCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.springframework.stereotype.Component;

/**
 * Keeps user ids and names unique to one person, because records name who decided and who received a token. Refuses a
 * new user whose id is another spelling of an existing id or looks like a name of the service itself, and refuses a
 * changed name unless an administrator changes it.
 */
@Component
class DistinctUsers extends AbstractProcessEnginePlugin {

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        EngineInterceptors.add(engine, () -> List.of(new Guard()));
    }

    private static final class Guard extends CommandInterceptor {

        @Override
        public <T> T execute(Command<T> command) {
            if (command instanceof SaveUserCmd) {
                User saved = CommandFields.read(command, SaveUserCmd.class, "user");
                if (saved instanceof UserEntity user && user.getId() == null) {
                    throw new CallRefusedException("The field id is required: the id of the user.");
                }
                if (saved instanceof UserEntity user) {
                    if (user.getRevision() == 0) {
                        check(UserId.of(user.getId()));
                    } else {
                        refuseOtherName(user);
                    }
                }
            }
            return next.execute(command);
        }

        private static void refuseOtherName(User saved) {
            CommandContext context = Context.getCommandContext();
            Authentication person = context.getAuthentication();
            if (person == null || person.getUserId() == null || Actors.isAdministrator(person)) {
                return;
            }
            // Permission first: no other answer may tell who exists, and under which name.
            context.getAuthorizationManager().checkAuthorization(Permissions.UPDATE, Resources.USER, saved.getId());
            User known = context.runWithoutAuthorization(
                    () -> context.getReadOnlyIdentityProvider().findUserById(saved.getId()));
            if (known != null
                    && !(same(known.getFirstName(), saved.getFirstName())
                            && same(known.getLastName(), saved.getLastName()))) {
                throw new CallRefusedException(
                        "Names are changed by administrators: they tell who received what and who confirmed it.");
            }
        }

        private static boolean same(String one, String other) {
            return VisibleText.trim(one).equals(VisibleText.trim(other));
        }

        private static void check(UserId id) {
            if (OwnNames.isLike(id) || id.hasInvisible()) {
                throw new CallRefusedException(
                        "The user id is or looks like a name under which this service itself acts; choose another one.");
            }
            CommandContext context = Context.getCommandContext();
            // The right to create a user does not include the right to see all others.
            context
                    .runWithoutAuthorization(() -> context.getReadOnlyIdentityProvider()
                            .createUserQuery(context)
                            .unlimitedList())
                    .stream()
                    .map(User::getId)
                    .filter(other -> !id.isSpelled(other) && id.equals(UserId.of(other)))
                    .findFirst()
                    .ifPresent(other -> {
                        throw new CallRefusedException("There is a user " + other
                                + " already, who would be the same person; choose another user id.");
                    });
        }
    }
}
