package io.eseal.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.certcentral.OrderInfo;
import io.eseal.fixtures.OrderInfoBuilder;
import io.eseal.id.EsealId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamingTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '"',
            value = {
                "ES-7K3QX2M9,US", "es-7k3qx2m9,LIKE_US", " ES-7K3QX2M9,LIKE_US", "ES-7K3QX2M9 ,LIKE_US",
                        "ES 7K3QX2M9,LIKE_US",
                "PO 4711 / ES-7K3QX2M9 (renewal),LIKE_US", "ES-7K3QX2M91,LIKE_US", "ES-7K3QX2M8,ANOTHER",
                        "PO 4711,ANOTHER", "  ,NOBODY"
            })
    void another_spelling_of_our_reference_is_neither_ours_nor_another_s(String reference, Naming named) {
        OrderInfo order =
                OrderInfoBuilder.order(7, "pending").reference(reference).build();

        assertThat(Naming.of(order, EsealId.of("ES-7K3QX2M9"))).isEqualTo(named);
    }
}
