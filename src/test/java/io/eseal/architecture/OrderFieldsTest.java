package io.eseal.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.orderbody.OrderFields;
import io.eseal.orderbody.PaymentMethod;
import io.eseal.orderbody.ProvisioningMethod;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The vendor's names of fields and words of methods stand once in the service: whoever reads or changes an order body
 * asks {@code orderbody}.
 */
class OrderFieldsTest {

    private static final Path SOURCES = Path.of("src/main/java/io/eseal");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");

    /**
     * The rules, a line for each parameter of the vendor's page; the example in the page of the API; what is sent; an
     * address that ends like a field.
     */
    private static final Set<String> WRITTEN_OUT = Set.of(
            "request/OrderBodyRules.java",
            "request/OrganizationRules.java",
            "request/BillingAddress.java",
            "request/EsealResource.java",
            "certcentral/WireBody.java",
            "carddata/CheckedBodies.java");

    /** Words that mean something else as well: a cache, a scope of OpenID Connect, parts of error codes. */
    private static final Map<String, Set<String>> OTHERS = Map.of(
            "card",
                    Set.of(
                            "screening/CardFields.java",
                            "certcentral/DeadlineRequestFactory.java",
                            "order/RefusalWords.java"),
            "balance", Set.of("order/RefusalWords.java"),
            "profile", Set.of("signin/OidcSettings.java"));

    @Test
    void a_field_of_the_order_body_is_named_once() throws IOException, IllegalAccessException {
        Set<String> fields = new TreeSet<>();
        for (Field constant : OrderFields.class.getFields()) {
            fields.add((String) constant.get(null));
        }
        // Mails and columns have an organisation and a certificate, too.
        fields.removeAll(Set.of(OrderFields.ORGANIZATION, OrderFields.CERTIFICATE));
        assertThat(fields).hasSizeGreaterThan(5);

        assertThat(places(text ->
                        fields.contains(text.replaceFirst("^(\\$\\.|/)", "").split("[./]", 2)[0])))
                .containsOnlyKeys("orderbody/OrderFields.java", "orderbody/ProvisioningMethod.java");
    }

    @Test
    void a_word_of_a_method_is_written_once() throws IOException {
        Set<String> words = Stream.of(ProvisioningMethod.words(), PaymentMethod.words())
                .flatMap(Stream::of)
                .collect(Collectors.toCollection(TreeSet::new));

        Map<String, Set<String>> places = places(words::contains);
        places.forEach((place, found) ->
                found.removeIf(word -> OTHERS.getOrDefault(word, Set.of()).contains(place)));
        places.values().removeIf(Set::isEmpty);
        assertThat(places)
                .containsOnlyKeys(
                        "orderbody/OrderFields.java",
                        "orderbody/PaymentMethod.java",
                        "orderbody/ProvisioningMethod.java");
    }

    /** Returns the texts in the sources that are looked for, by file. */
    private static Map<String, Set<String>> places(Predicate<String> lookedFor) throws IOException {
        Map<String, Set<String>> places = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String place = SOURCES.relativize(file).toString().replace('\\', '/');
                Set<String> found = TEXT.matcher(Files.readString(file))
                        .results()
                        .map((MatchResult match) -> match.group(1))
                        .filter(lookedFor)
                        .collect(Collectors.toCollection(TreeSet::new));
                if (!found.isEmpty() && !WRITTEN_OUT.contains(place)) {
                    places.put(place, found);
                }
            }
        }
        return places;
    }
}
