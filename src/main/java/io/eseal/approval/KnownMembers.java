package io.eseal.approval;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The members of each group as the last sweep that ended well saw them; all nodes share it. */
@Component
class KnownMembers {

    // A group without members is known, too.
    private static final String NOBODY = "";

    private final JdbcClient jdbc;

    private final GroupMembers groups;

    KnownMembers(JdbcClient jdbc, GroupMembers groups) {
        this.jdbc = jdbc;
        this.groups = groups;
    }

    MemberChange change() {
        return new MemberChange(read(), groups.byGroup());
    }

    private Map<String, Set<String>> read() {
        Map<String, Set<String>> members = new TreeMap<>();
        jdbc.sql("select group_id, user_id from known_member").query(row -> {
            Set<String> users = members.computeIfAbsent(row.getString("group_id"), group -> new TreeSet<>());
            if (!row.getString("user_id").equals(NOBODY)) {
                users.add(row.getString("user_id"));
            }
        });
        return members;
    }

    /** Notes that everything was done about the change. */
    @Transactional
    public void done(MemberChange change) {
        jdbc.sql("delete from known_member").update();
        change.now().forEach((group, users) -> {
            add(group, NOBODY);
            users.forEach(user -> add(group, user));
        });
    }

    private void add(String group, String user) {
        jdbc.sql("insert into known_member (group_id, user_id) values (?, ?)")
                .param(group)
                .param(user)
                .update();
    }
}
