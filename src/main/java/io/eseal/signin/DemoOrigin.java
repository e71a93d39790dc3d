package io.eseal.signin;

import io.eseal.id.UserId;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * Records which users were made in the demo, where everybody may act as the administrator, so that none of them can
 * sign in outside of the demo, whatever their passwords became. The record is a user info of the engine: it is deleted
 * with the user, and no interface of the engine shows or changes it.
 */
@Component
public class DemoOrigin {

    /** Name and value of the user info. */
    public static final String KEY = "eseal.made-in-the-demo";

    static final String YES = "true";

    private final IdentityService identity;
    private final boolean demo;

    DemoOrigin(IdentityService identity, Environment environment) {
        this.identity = identity;
        this.demo = isDemo(environment);
    }

    /** Returns the ids of all users who were made in the demo, in the order of the alphabet. */
    public List<String> users() {
        return identity
                .createNativeUserQuery()
                .sql("select u.* from ACT_ID_USER u join ACT_ID_INFO i on i.USER_ID_ = u.ID_ "
                        + "where i.KEY_ = #{key} order by u.ID_")
                .parameter("key", KEY)
                .list()
                .stream()
                .map(User::getId)
                .toList();
    }

    /** Tells whether the user was made in the demo. */
    public boolean isOf(String user) {
        return identity.getUserInfo(user, KEY) != null;
    }

    /** Records an existing user as made in the demo. */
    public void record(String user) {
        identity.setUserInfo(user, KEY, YES);
    }

    /** Tells whether the user may not sign in, because the demo made the user and this is not the demo. */
    boolean bars(UserId user) {
        return !demo && isOf(user.value());
    }

    static boolean isDemo(Environment environment) {
        return environment.acceptsProfiles(Profiles.of("demo"));
    }
}
