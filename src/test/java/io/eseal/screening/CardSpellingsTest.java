package io.eseal.screening;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.CpuTime;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.RandomCases;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A card number is found however it is spelt, and what is none is left alone. */
class CardSpellingsTest {

    private static final int CASES = 20_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111.1111.1111.1111",
                "4111/1111/1111/1111",
                "4111_1111_1111_1111",
                "4111,1111,1111,1111",
                "4111 - 1111 - 1111 - 1111",
                "4111\n1111\n1111\n1111",
                "4111\r\n1111\r\n1111\r\n1111",
                "4111\u200B1111\u200B1111\u200B1111",
                "4\u200B1\u200B1\u200B1\u200B1111\uFEFF1111\u20601111",
                "004111111111111111",
                "00 4111 1111 1111 1111",
                "00378282246310005",
                "+378282246310005",
                "0000000000004111111111111111",
                "004111.1111.1111.1111",
                "\uD835\uDFD2\uD835\uDFCF\uD835\uDFCF\uD835\uDFCF 1111 1111 1111",
                "\uFF14\uFF11\uFF11\uFF11111111111111",
                "\u0664\u0661\u0661\u0661 1111 1111 1111",
                "&#52;111 1111 1111 1111",
                "&#x34;111111111111111",
                "&#0000052;111111111111111",
                "&amp;#52;111111111111111",
                "4111&nbsp;1111&nbsp;1111&nbsp;1111",
                "4111&#8203;1111&ZeroWidthSpace;1111&shy;1111",
                "\\u0034111111111111111",
                "\\\\u0034111111111111111",
                "\\x34111111111111111",
                "4111\\n1111\\n1111\\n1111",
                "%34%31%31%31111111111111",
                "%2534111111111111111",
                "4111%20%201111%2F1111%E2%80%8B1111",
                "4111a1111b1111c1111",
                "4111 x 1111 x 1111 x 1111",
                "4. 1. 1. 1. 1. 1. 1. 1. 1. 1. 1. 1. 1. 1. 1. 1",
                "411111/1111111111",
                "12 411111/1111111111",
                "41.11.11.11.11.11.11.11, 12/27",
                "ref 12/4111-1111/1111 1111",
                "3782/822463/10005",
                "card no. (4111) (1111) (1111) (1111)",
                "4\uFE0F\u20E31\uFE0F\u20E31\uFE0F\u20E31\uFE0F\u20E3 1111 1111 1111",
                "[\"4111\",\"1111\",\"1111\",\"1111\"]",
                "4111+1111+1111+1111",
                "\u2463\u2460\u2460\u2460 1111 1111 1111",
                "\u2779\u2776\u2776\u2776 1111 1111 1111",
                "\u2074\u00B9\u00B9\u00B9 1111 1111 1111",
                "\u56DB\u4E00\u4E00\u4E00 1111 1111 1111",
                "4\u05B01\u05B11\u064B1 1111 1111 1111",
                "\u202E4111\u202C 1111\u200F 1111\u061C 1111",
                "%u0034111 1111 1111 1111",
                "%252525252525252534111111111111111",
                "&amp;amp;amp;amp;amp;amp;#52;111 1111 1111 1111",
                "&amp;#37;34111111111111111",
                "41a1111b111 1c1111 d11",
                "4012888888881881.0",
                "4111 1111 1111 1111 5500 0000 0000 0004",
                "12, 4111, 1111, 1111, 1111",
                "4.012888888881881e15",
                "4111 + 1111 + 1111 + 1111",
                "2026-06-15 4111 1111 1111 1111",
                "DE89370400440532013000 4111 1111 1111 1111",
                "2-7-2029-09-130901-81",
                "2/7/2002/49/14/81/4/7/15",
                "6-0-1-1991-3-6-8-5-03-8-05",
                "27.2059.2.11.6.5.65.4.83",
                "2.7.2028 4111.1111.1111.1111",
                "1.1.2026 - 2.1.2026, 4111/1111/1111/1111"
            })
    void a_card_number_is_seen_however_it_is_spelt(String text) {
        assertThat(CardNumbers.contains(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+49 30/1234 5678 2",
                "+49 (0)30 1234 5678",
                "(030) 1234-5678",
                "+1 (555) 010-4477",
                "+32.9.123.45.67",
                "+49 5678 1234 5678 9",
                "tel. +49 30 1234567, +49 30 7654321",
                "06 12 34 56 78 / 06 98 76 54 32",
                "DE89 3704 0044 0532 0130 00",
                "BE68539007547034",
                "NL91 ABNA 0417 1643 00",
                "GB82-WEST-1234-5698-7654-32",
                "30.01.2026 10:15:00",
                "4/12/2026, 10:15:00.000",
                "2026-06-15T10:00:00.123456789+02:00",
                "12:34:56:78:90:12:34:56:78:90:12:34:56:78:90:12",
                "1.3.6.1.4.1.311.21.8.5678901.6789012",
                "192.168.100.100, 192.168.100.101",
                "5012345678900",
                "order 123456789",
                "4111-1111",
                "orders 12345678, 23456789 and 34567890",
                "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
                "0.4.0.194112.1.1",
                "Etage 12, Tuer 4, Stiege 11, 1010 Wien",
                "50.8503° N, 4.3517° E",
                "4711, 4712, 4713, 4714",
                "invoices 20261, 20262, 20263 of 2026",
                "100%25 of 4,111.11 EUR and 1,111.11 EUR",
                "3-5-7-9-11-13-15",
                "2-7-2029",
                "from 23/01/2026 to 02/02/2026",
                "23.01.2026-02.02.2026",
                "23.01.2026 - 02.02.2026",
                "23.01.2026 10:15 - 04.01.2026",
                "2026-01-30/2026-02-04",
                "(23/01/2026, 02/02/2026)",
                "Rooms 4111, 1111, 1111, 1111, 1112",
                "{\"accounts\":[5300,4111,1111,1111,1111]}"
            })
    void other_numbers_are_left_alone(String text) {
        assertThat(CardNumbers.contains(text)).isFalse();
    }

    @Test
    void any_spelling_of_any_card_is_seen() {
        Random random = RandomCases.of("card spellings");
        for (int i = 0; i < CASES; i++) {
            String spelt = spelt(card(random), random);
            assertThat(CardNumbers.contains(spelt)).as(spelt).isTrue();
        }
    }

    @Test
    void a_card_whose_parts_look_like_a_date_is_seen() {
        Random random = RandomCases.of("cards like dates");
        for (int i = 0; i < CASES; i++) {
            String spelt =
                    inPairsAroundItsYear(card(random), List.of("-", ".", "/").get(random.nextInt(3)), random);
            assertThat(CardNumbers.contains(spelt)).as(spelt).isTrue();
        }
    }

    /** Groups of one or two digits, but for the first four that could be a year. */
    private static String inPairsAroundItsYear(String card, String gap, Random random) {
        int year = IntStream.range(2, card.length() - 3)
                .filter(at -> card.startsWith("20", at) || card.startsWith("19", at))
                .findFirst()
                .orElse(card.length());
        StringBuilder grouped = new StringBuilder();
        for (int at = 0, next; at < card.length(); at = next) {
            next = Math.min(at < year ? year : card.length(), at + (at == year ? 4 : 1 + random.nextInt(2)));
            grouped.append(at == 0 ? "" : gap).append(card, at, next);
        }
        return grouped.toString();
    }

    private static String spelt(String card, Random random) {
        String zeros = List.of("", "", "0", "00", "000").get(random.nextInt(5));
        String grouped =
                random.nextBoolean() ? zeros + grouped(card, random, gap(random)) : grouped(card, random, gap(random));
        String digits = escapedNowAndThen(grouped, random);
        String around = List.of("%s", "pay with %s please", "{\"a\":\"%s\"}", "card: %s; exp. 12/27", "\n%s\n", "(%s)")
                .get(random.nextInt(6));
        return around.formatted(digits);
    }

    /** Groups of one size, or of random ones; the same between all of them. */
    private static String grouped(String card, Random random, String gap) {
        int size = 1 + random.nextInt(8);
        boolean even = random.nextBoolean();
        StringBuilder grouped = new StringBuilder();
        int at = 0;
        while (at < card.length()) {
            int next = Math.min(card.length(), at + (even ? size : 1 + random.nextInt(8)));
            grouped.append(at == 0 ? "" : gap).append(card, at, next);
            at = next;
        }
        return grouped.toString();
    }

    private static String gap(Random random) {
        String symbols = " -./_,:;|*~#()[]\n\t\u00A0\u2009\u2011\u2013\u00B7\u3000";
        String unseen = "\u200B\u200C\u200D\u2060\uFEFF\u00AD\u180E\u034F\u0301\u3164";
        StringBuilder gap = new StringBuilder();
        for (int length = random.nextInt(4); length > 0; length--) {
            gap.append(symbols.charAt(random.nextInt(symbols.length())));
        }
        for (int length = random.nextInt(3); length > 0; length--) {
            gap.insert(random.nextInt(gap.length() + 1), unseen.charAt(random.nextInt(unseen.length())));
        }
        return gap.toString();
    }

    private static String escapedNowAndThen(String text, Random random) {
        StringBuilder escaped = new StringBuilder();
        int share = List.of(0, 0, 3, 10).get(random.nextInt(4));
        int kind = random.nextInt(8);
        text.codePoints().forEach(character -> {
            boolean digit = character >= '0' && character <= '9';
            escaped.append(
                    digit && random.nextInt(10) < share
                            ? escaped((char) character, kind)
                            : Character.toString(character));
        });
        return escaped.toString();
    }

    private static String escaped(char digit, int kind) {
        return switch (kind) {
            case 0 -> "&#" + (int) digit + ";";
            case 1 -> "&#x" + Integer.toHexString(digit) + ";";
            case 2 -> "\\u00" + Integer.toHexString(digit);
            case 3 -> "%" + Integer.toHexString(digit);
            case 4 -> Character.toString(0x1D7CE + digit - '0');
            case 5 -> Character.toString(0xFF10 + digit - '0');
            case 6 -> Character.toString(0x0966 + digit - '0');
            default -> Character.toString(0x1D7EC + digit - '0');
        };
    }

    private static String card(Random random) {
        List<String> issuers =
                List.of("4", "51", "55", "2221", "2720", "34", "37", "36", "6011", "65", "62", "3530", "6304", "6759");
        List<Integer> lengths = List.of(16, 16, 16, 16, 16, 15, 15, 14, 16, 16, 19, 16, 16, 19);
        int brand = random.nextInt(issuers.size());
        StringBuilder digits = new StringBuilder(issuers.get(brand));
        while (digits.length() < lengths.get(brand) - 1) {
            digits.append(random.nextInt(10));
        }
        for (int check = 0; ; check++) {
            if (CardNumbers.luhn(digits.toString() + check)) {
                return digits.toString() + check;
            }
        }
    }

    @Test
    void no_csr_id_digest_date_account_or_telephone_number_is_taken_for_a_card() {
        Random random = RandomCases.of("numbers that are no card's");
        byte[] bytes = new byte[32];
        none(
                "UUIDs",
                () -> new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() & ~(0xC0L << 56) | 0x80L << 56)
                        .toString());
        none("digests", () -> {
            random.nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        });
        none("fingerprints", () -> {
            random.nextBytes(bytes);
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(bytes);
        });
        none(
                "times",
                () -> Instant.ofEpochMilli(Math.floorMod(random.nextLong(), 4_000_000_000_000L))
                        .toString());
        none(
                "milliseconds",
                () -> String.valueOf(1_600_000_000_000L + Math.floorMod(random.nextLong(), 400_000_000_000L)));
        for (String pattern : List.of(
                "d.M.uuuu HH:mm:ss",
                "M/d/uuuu, HH:mm:ss",
                "uuuu-MM-dd HH:mm:ss.SSS",
                "uuuu-MM-dd'T'HH:mm:ss.SSSX",
                "dd.MM.uuuu",
                "uuuuMMdd",
                "dd-MM-uuuu HH:mm")) {
            DateTimeFormatter format =
                    DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
            none(pattern, () -> format.format(Instant.ofEpochSecond(1_000_000_000L + random.nextInt(1_100_000_000))));
        }
        for (String pattern : List.of("dd.MM.uuuu", "d/M/uuuu", "dd-MM-uuuu", "uuuu-MM-dd")) {
            DateTimeFormatter format =
                    DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
            Supplier<String> day =
                    () -> format.format(Instant.ofEpochSecond(1_000_000_000L + random.nextInt(1_100_000_000)));
            none(
                    "periods, " + pattern,
                    () -> day.get() + List.of(" - ", ", ", " ", " / ").get(random.nextInt(4)) + day.get());
        }
        none("EANs", () -> ean(random));
        none("accounts", () -> iban(random));
        none("grouped accounts", () -> iban(random).replaceAll("(.{4})(?=.)", "$1 "));
        none("telephone numbers", () -> "+" + telephone(random, ""));
        none(
                "grouped telephone numbers",
                () -> "+" + telephone(random, List.of(" ", "-", ".", "/").get(random.nextInt(4))));
        none(
                "telephone numbers with 00",
                () -> "00" + telephone(random, List.of("", " ", "-").get(random.nextInt(3))));
        none("order numbers", () -> String.valueOf(1 + random.nextInt(999_999_999)));
        none("base64", () -> {
            byte[] text = new byte[600];
            random.nextBytes(text);
            return Base64.getEncoder().encodeToString(text);
        });
    }

    @Test
    void no_csr_is_taken_for_a_card() {
        Random random = RandomCases.of("CSRs that hold no card");
        none("CSRs", () -> Keys.csrOfRandomBits(random));
        UnaryOperator<String> address = pem -> URLEncoder.encode(pem, StandardCharsets.UTF_8);
        none("CSRs in addresses", () -> address.apply(Keys.csrOfRandomBits(random)));
        none(
                "CSRs with all signs escaped",
                () -> address.apply(Keys.csrOfRandomBits(random))
                        .replace("+", "%20")
                        .replace("-", "%2D"));
        none("bare base64 of CSRs", () -> Keys.csrOfRandomBits(random).replaceAll("-----.*-----", ""));
    }

    /**
     * 64 KiB of what makes patterns look at each place to the end; the slowest took 47 s before. The limit leaves room
     * for a busy machine.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "12:",
                "aa:",
                "1-",
                "1+",
                "1.1.",
                "1.2-",
                "1-a",
                "2",
                "2720 ",
                "2720 1234567 ",
                "DE89 3704 0044 0532 0130 01 ",
                "%2534 ",
                "%25252534",
                "&amp;#52;",
                "\\u0034",
                "-----BEGIN A-----",
                "2026-01-01T",
                "\uFDFA1",
                "1\u200B"
            })
    void a_full_body_is_read_in_no_time(String part) {
        String body = part.repeat(65_536 / part.length());
        CardNumbers.contains(body);
        assertThat(CpuTime.of(() -> CardNumbers.contains(body))).isLessThan(Duration.ofMillis(500));
    }

    private static void none(String kind, Supplier<String> text) {
        int cases = 10_000;
        for (int i = 0; i < cases; i++) {
            String one = text.get();
            assertThat(CardNumbers.contains(one)).as(kind + ": " + one).isFalse();
        }
    }

    private static String ean(Random random) {
        String digits = "%012d".formatted(random.nextLong(1_000_000_000_000L));
        int sum = IntStream.range(0, digits.length())
                .map(at -> (digits.charAt(at) - '0') * (at % 2 == 0 ? 1 : 3))
                .sum();
        return digits + (10 - sum % 10) % 10;
    }

    private static String telephone(Random random, String gap) {
        String country = List.of(
                        "49", "32", "31", "33", "39", "1", "44", "34", "36", "353", "358", "41", "43", "45", "48",
                        "351", "371")
                .get(random.nextInt(17));
        StringBuilder number = new StringBuilder(country);
        int most = Math.min(13, country.length() + 10);
        int digits = country.length();
        int group = 0;
        while (digits < most) {
            if (group-- == 0) {
                number.append(gap);
                group = 1 + random.nextInt(4);
            }
            number.append(random.nextInt(10));
            digits++;
        }
        return number.toString();
    }

    private static String iban(Random random) {
        String country = List.of("DE22", "BE16", "NL18", "AT20", "FR27", "ES24", "IT27", "PL28", "LU20", "GB22")
                .get(random.nextInt(10));
        StringBuilder account = new StringBuilder();
        while (account.length() < Integer.parseInt(country.substring(2)) - 4) {
            account.append(random.nextInt(10));
        }
        StringBuilder number = new StringBuilder(account);
        (country.substring(0, 2) + "00").chars().forEach(character -> number.append(Character.digit(character, 36)));
        int check = 98
                - new BigInteger(number.toString()).mod(BigInteger.valueOf(97)).intValue();
        return country.substring(0, 2) + "%02d".formatted(check) + account;
    }
}
