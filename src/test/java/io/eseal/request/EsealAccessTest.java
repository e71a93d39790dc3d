package io.eseal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.EsealFilter;
import io.eseal.security.Caller;
import io.eseal.security.Groups;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.web.ErrorResponseException;

@ParameterizedClass
@EnumSource(Database.class)
class EsealAccessTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-0WNER001");

    private final EsealAccess access = new EsealAccess(register);

    EsealAccessTest(Database database) {
        super(database);
    }

    @BeforeEach
    void a_request() {
        request(ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"requester", "Requester", "REQUESTER"})
    void a_request_stays_its_requesters_own_whichever_way_their_id_is_written(String spelling) {
        Caller caller = new Caller(UserId.of(spelling), Set.of(Groups.REQUESTERS));
        assertThat(access.visible(ID.value(), caller).id()).isEqualTo(ID);
        assertThat(access.ownOrOperated(ID.value(), caller).requester().value())
                .as("as it was given")
                .isEqualTo("requester");
        assertThat(access.ownOrAudited(ID.value(), caller).id()).isEqualTo(ID);
        assertThat(own(spelling)).isOne();
        register.idempotency(ID, "key", "fingerprint");
        assertThat(register.findByIdempotencyKey(UserId.of(spelling), "key")).isPresent();
    }

    @Test
    void a_request_of_somebody_else_is_not_there() {
        Caller other = new Caller(UserId.of("requester2"), Set.of(Groups.REQUESTERS));
        assertThatThrownBy(() -> access.visible(ID.value(), other)).isInstanceOf(ErrorResponseException.class);
        assertThat(own("requester2")).isZero();
    }

    @Test
    void one_person_uses_an_idempotency_key_once() {
        register.idempotency(ID, "key", "fingerprint");
        transaction.executeWithoutResult(status -> register.open(
                EsealId.of("ES-0WNER002"),
                UserId.of("REQUESTER"),
                register.find(ID).orElseThrow().request()));
        assertThatThrownBy(() -> register.idempotency(EsealId.of("ES-0WNER002"), "key", "fingerprint"))
                .isInstanceOf(DuplicateKeyException.class);
    }

    private long own(String requester) {
        return lists.page(
                        new EsealFilter(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(UserId.of(requester)),
                                Optional.empty()),
                        0,
                        10)
                .total();
    }
}
