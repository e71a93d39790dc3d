package io.eseal.lifecycle;

import io.eseal.counting.LargeCounts;
import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.text.FoldedText;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists requests, the newest first; each list is the one of now. */
@Component
public class RequestLists {

    private final JdbcClient jdbc;
    private final EsealRegister register;
    private final LargeCounts counts = new LargeCounts(LargeCounts.LASTING);

    RequestLists(JdbcClient jdbc, EsealRegister register) {
        this.jdbc = jdbc;
        this.register = register;
    }

    /**
     * Returns one page of the selected requests.
     *
     * @param page number of the page, counted from 0
     * @param size the most requests on a page
     */
    public Page page(EsealFilter filter, int page, int size) {
        Selection selection = Selection.of(filter);
        return page(selection, selection, (long) page * size, size);
    }

    /**
     * Returns the selected requests that come after another one, so that requests which are made meanwhile shift
     * nothing.
     *
     * @param last a request whom the filter's requester may see; it need not be selected
     * @param size the most requests on a page
     * @return empty when there is no such request
     */
    public Optional<Page> after(EsealFilter filter, EsealId last, int size) {
        Selection selection = Selection.of(filter);
        return createdAt(last, filter.requester())
                .map(createdAt -> page(selection, selection.after(last, createdAt), 0, size));
    }

    private Page page(Selection all, Selection wanted, long offset, int size) {
        List<Eseal> items = select(wanted, offset, size + 1);
        return new Page(items.stream().limit(size).toList(), total(all), items.size() > size);
    }

    private Optional<OffsetDateTime> createdAt(EsealId id, Optional<UserId> requester) {
        Selection visible = Selection.of(allOf(requester));
        return jdbc.sql("select created_at from eseal" + visible.where + " and id = :id")
                .params(visible.parameters)
                .param("id", id.value())
                .query(OffsetDateTime.class)
                .optional();
    }

    private static EsealFilter allOf(Optional<UserId> requester) {
        return new EsealFilter(Optional.empty(), Optional.empty(), requester, Optional.empty());
    }

    /**
     * Returns the newest requests.
     *
     * @param requester whose; empty for everybody's
     * @param size the most that are returned
     */
    public List<Eseal> newest(Optional<UserId> requester, int size) {
        return select(Selection.of(allOf(requester)), 0, size);
    }

    // Rows before a far page are counted in the index; only those of the page are read.
    private List<Eseal> select(Selection selection, long offset, int size) {
        // A number in the text: PostgreSQL's plan for any number sorts what it could read in order.
        String page = (offset > 0 ? " offset :offset rows" : "") + " fetch next " + size + " rows only";
        return jdbc.sql("select eseal.* from (select id from eseal" + selection.where + " order by created_at desc, id"
                        + page + ") page join eseal on eseal.id = page.id order by eseal.created_at desc, eseal.id")
                .params(selection.parameters)
                .param("offset", offset)
                .query(register::row)
                .list();
    }

    private long total(Selection selection) {
        return counts.largerThan(LargeCounts.FEW, selection).orElseGet(() -> counted(selection));
    }

    private long counted(Selection selection) {
        long few = count(selection, " fetch first " + (LargeCounts.FEW + 1) + " rows only");
        return few <= LargeCounts.FEW ? few : counts.of(selection, () -> count(selection, ""));
    }

    private long count(Selection selection, String limit) {
        return jdbc.sql("select count(*) from (select 1 from eseal" + selection.where + limit + ") selected")
                .params(selection.parameters)
                .query(Long.class)
                .single();
    }

    private record Selection(String where, Map<String, Object> parameters) {

        static Selection of(EsealFilter filter) {
            Map<String, Object> parameters = new HashMap<>();
            StringBuilder where = new StringBuilder(" where 1 = 1");
            filter.state().ifPresent(state -> {
                where.append(" and state = :state");
                parameters.put("state", state.name());
            });
            filter.organizationId().ifPresent(id -> {
                where.append(" and organization_id = :organization");
                parameters.put("organization", id);
            });
            filter.requester().ifPresent(user -> {
                where.append(" and requester_person = :person");
                parameters.put("person", user.normal());
            });
            filter.text().ifPresent(text -> {
                where.append(" and (" + SearchColumn.NAME + " like :text escape '!'");
                parameters.put("text", pattern(text.toLowerCase(Locale.ROOT)));
                String folded = FoldedText.of(text);
                if (!folded.isEmpty()) {
                    where.append(" or " + OrganizationSearchColumn.NAME + " like :folded escape '!'");
                    parameters.put("folded", pattern(folded));
                }
                where.append(")");
            });
            return new Selection(where.toString(), Map.copyOf(parameters));
        }

        private static String pattern(String part) {
            return "%" + part.replaceAll("[!%_]", "!$0") + "%";
        }

        Selection after(EsealId last, OffsetDateTime createdAt) {
            Map<String, Object> more = new HashMap<>(parameters);
            more.put("lastAt", createdAt);
            more.put("last", last.value());
            // The first half alone is a range of the index.
            return new Selection(
                    where + " and created_at <= :lastAt and (created_at < :lastAt or id > :last)", Map.copyOf(more));
        }
    }

    /**
     * One page of a list.
     *
     * @param total number of selected requests on all pages; one of more than {@link LargeCounts#FEW} may be
     *     {@link LargeCounts#LASTING} old
     * @param more whether other requests come after these
     */
    public record Page(List<Eseal> items, long total, boolean more) {}
}
