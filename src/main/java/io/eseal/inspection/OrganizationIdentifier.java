package io.eseal.inspection;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An identifier of a legal person (ETSI EN 319 412-1, clause 5.1.4), such as {@code VATBE-0123456789} or
 * {@code LEIXG-529900T8BM49AURSDO55}.
 *
 * @param scheme three letters of the standard, or two of a national scheme and a colon
 * @param country two letters
 * @param reference what the register calls the organisation
 */
record OrganizationIdentifier(String scheme, String country, String reference) {

    private static final Pattern SYNTAX = Pattern.compile("([A-Z]{2}[A-Z:])([A-Za-z]{2})-(\\S(?:.*\\S)?)");
    private static final Pattern LEI = Pattern.compile("[A-Z0-9]{18}[0-9]{2}");
    // TS 119 495, 5.2.1: the supervisor's letters, then the number that it gave.
    private static final Pattern OF_PAYMENTS = Pattern.compile("[A-Z]{2,8}-\\S.*");
    /**
     * Without a sign in between a number has to follow, at most after one letter: else words would be read as schemes.
     */
    private static final Pattern LOOSE = Pattern.compile(
            "(VAT|NTR|PSD|LEI|PAS|IDC|PNO|TAX|TIN|[A-Z]{2}:(?=[A-Z]{2}-))[\\s:;.,/_-]*([A-Z]{2})((?:[\\s:;.,/_-]+.*|[A-Z]?)[0-9].*)");
    /** EN 319 412-1, 5.1.3. */
    private static final Set<String> SCHEMES_OF_PERSONS = Set.of("PAS", "IDC", "PNO", "TAX", "TIN");

    private static final Set<String> COUNTRIES_OF_ALL = Set.of("EL", "XI", "XG");
    private static final Set<String> SCHEMES = Set.of("VAT", "NTR", "PSD", "LEI");
    // Greece and Northern Ireland have codes of their own for VAT.
    private static final Set<String> COUNTRIES_OF_VAT = Set.of("EL", "XI");
    private static final Set<String> COUNTRIES_OF_EIDAS = Set.of("EL", "UK", "XI", "EU");
    private static final String GLOBAL = "XG";
    private static final int LEI_DIVISOR = 97;

    /** Reads an identifier; empty when its syntax is another one. */
    static Optional<OrganizationIdentifier> parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        return matcher.matches()
                ? Optional.of(new OrganizationIdentifier(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }

    /**
     * Reads what begins with a scheme and a country of the standard, however they are separated and in small letters,
     * too; empty when nothing of this kind stands in front.
     */
    static Optional<OrganizationIdentifier> loosely(String text) {
        Matcher matcher = LOOSE.matcher(text.strip().toUpperCase(Locale.ROOT));
        return matcher.matches() && (isCountry(matcher.group(2)) || COUNTRIES_OF_ALL.contains(matcher.group(2)))
                ? Optional.of(new OrganizationIdentifier(
                        matcher.group(1), matcher.group(2), matcher.group(3).replaceAll("[^\\p{L}\\p{N}]", "")))
                : Optional.empty();
    }

    boolean isOfPerson() {
        return SCHEMES_OF_PERSONS.contains(scheme);
    }

    boolean hasKnownScheme() {
        return SCHEMES.contains(scheme) || scheme.endsWith(":");
    }

    boolean hasKnownCountry() {
        return switch (scheme) {
            case "LEI" -> country.equals(GLOBAL);
            case "VAT" -> isCountry(country) || COUNTRIES_OF_VAT.contains(country);
            // The country of a national scheme may be written in small letters.
            default -> isCountry(scheme.endsWith(":") ? country.toUpperCase(Locale.ROOT) : country);
        };
    }

    boolean hasReferenceOfScheme() {
        return !scheme.equals("PSD") || OF_PAYMENTS.matcher(reference).matches();
    }

    /** Returns the organisation's number: the reference, after PSD without the supervisor. */
    String number() {
        return scheme.equals("PSD") ? reference.substring(reference.indexOf('-') + 1) : reference;
    }

    boolean isLei() {
        return scheme.equals("LEI");
    }

    /** Returns whether the reference is an LEI whose check digits are right (ISO 17442, ISO/IEC 7064 MOD 97-10). */
    boolean hasLei() {
        return LEI.matcher(reference).matches()
                && reference
                                .chars()
                                .map(Character::getNumericValue)
                                .reduce(0, (rest, value) -> (rest * (value > 9 ? 100 : 10) + value) % LEI_DIVISOR)
                        == 1;
    }

    /**
     * Returns whether the other one cannot be the same organisation's: of the same register, of another country, or of
     * a natural person, and with another number. In other registers of its country an organisation has other numbers.
     */
    boolean isOthers(OrganizationIdentifier other) {
        boolean sameRegister = scheme.equals(other.scheme) && isOf(other.country);
        boolean otherCountry = !other.isLei() && !isLei() && !isOf(other.country) && !other.isOf(country);
        return (sameRegister || otherCountry || other.isOfPerson())
                && !plain(reference).equals(plain(other.reference));
    }

    private static String plain(String reference) {
        return reference.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** Returns whether the identifier's country is the given one; LEIs belong to no country. */
    boolean isOf(String other) {
        String own = country.toUpperCase(Locale.ROOT);
        return isLei()
                || own.equals(other)
                || own.equals("EL") && other.equals("GR")
                || own.equals("XI") && other.equals("GB");
    }

    /**
     * Returns whether the two capital letters are a country's code in identifiers of eIDAS, which has some of its own.
     */
    static boolean isCountryOfEidas(String code) {
        return isCountry(code) || COUNTRIES_OF_EIDAS.contains(code);
    }

    /** Returns whether the two capital letters are a country's code of ISO 3166-1. */
    static boolean isCountry(String code) {
        return Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(code);
    }
}
