package io.eseal.inspection;

import io.eseal.text.VisibleText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** Rules of the subject's name, against the standard and against what was approved. */
final class SubjectRules {

    private static final Pattern EIDAS_IDENTIFIER = Pattern.compile("([A-Z]{2})/([A-Z]{2})/([^\\s/]\\S*)");
    private static final int LONGEST_EIDAS_IDENTIFIER = 256;

    /** Registers write plain letters and digits, with signs between them. */
    private static final String PLAIN_NUMBER = "[0-9A-Za-z](?:(?! {2})[0-9A-Za-z .:,/+&()_-])*(?<![ .:,/+&(_-])";

    private static final Pattern PLAIN_IDENTIFIER =
            Pattern.compile("(?:[A-Z]{2}[A-Z:][A-Za-z]{2}-|[A-Z]{2}/[A-Z]{2}/)" + PLAIN_NUMBER
                    // Older Irish VAT numbers, as VIES has them.
                    + "|VATIE-[0-9][A-Z+*][0-9]{5}[A-W]");
    /** A word of a register's or of a court's that is not written in A to Z alone, such as Köln. */
    private static final Pattern LATIN_WORD =
            Pattern.compile("(?<![\\p{L}\\p{M}\\p{N}])[A-Za-zÀ-ÖØ-öø-ž&&[^ıĲĳĸĿŀŉ]]{3,}(?![\\p{L}\\p{M}\\p{N}])");

    /** What may be a name. Short words in capital letters, such as HRB or RCS, are how registers are called. */
    private static final Pattern WORD = Pattern.compile("(?<!\\p{L})(?:(?=\\p{L}{4})\\p{L}*\\p{Ll}\\p{L}*|\\p{L}{6,})");

    /** Words by which organisations alone are called. Others, such as AG or SA, are words of registers, too. */
    private static final Set<String> LEGAL_FORMS = Set.of(
            "ltd",
            "limited",
            "gmbh",
            "inc",
            "llc",
            "plc",
            "corp",
            "corporation",
            "sarl",
            "srl",
            "bvba",
            "bv",
            "nv",
            "spa",
            "aps",
            "kft",
            "sro",
            "doo",
            "ood",
            "eood",
            "oyj");

    private static final Pattern LETTERS = Pattern.compile("\\p{L}+");

    private static final Pattern OF_REGISTER = Pattern.compile("0[0-9]{3} ?(\\S+)");
    /** X.520, 6.6.3. */
    private static final ASN1ObjectIdentifier POST_OFFICE_BOX = new ASN1ObjectIdentifier("2.5.4.18");

    private static final Pattern BOX =
            Pattern.compile("(?:(?i:p\\.? ?o\\.? ?box|postfach|b\\.?p\\.?|postbus) ?)?[0-9][0-9 -]*");

    private static final Pattern TELEPHONE = Pattern.compile("[0-9 ()+./-]+");
    /** X.520, 6.2.9: a PrintableString. */
    private static final Pattern PRINTABLE = Pattern.compile("[0-9A-Za-z '()+,./:=?-]+");

    private SubjectRules() {}

    private record Attribute(String name, ASN1ObjectIdentifier id) {}

    private static final List<Attribute> REQUIRED = List.of(
            new Attribute("country (C)", BCStyle.C),
            new Attribute("organisation (O)", BCStyle.O),
            new Attribute("organizationIdentifier", BCStyle.ORGANIZATION_IDENTIFIER),
            new Attribute("common name (CN)", BCStyle.CN));

    private static final List<Attribute> OF_PERSONS = List.of(
            new Attribute("given name", BCStyle.GIVENNAME),
            new Attribute("surname", BCStyle.SURNAME),
            new Attribute("pseudonym", BCStyle.PSEUDONYM));

    private static final Set<ASN1ObjectIdentifier> OF_OTHER_RULES = Stream.concat(
                    Stream.concat(REQUIRED.stream(), OF_PERSONS.stream()).map(Attribute::id), Stream.of(BCStyle.OU))
            .collect(Collectors.toUnmodifiableSet());

    /** Where the organisation is and in which register, which CAs write beside its name. */
    private static final Set<ASN1ObjectIdentifier> OF_PLACES = Set.of(
            BCStyle.L,
            BCStyle.ST,
            BCStyle.STREET,
            BCStyle.POSTAL_CODE,
            BCStyle.POSTAL_ADDRESS,
            BCStyle.SERIALNUMBER,
            BCStyle.DN_QUALIFIER,
            BCStyle.JURISDICTION_C,
            BCStyle.JURISDICTION_ST,
            BCStyle.JURISDICTION_L);

    /** CA/Browser Forum, EV guidelines, 9.2.3. */
    private static final Set<String> BUSINESS_CATEGORIES =
            Set.of("private organization", "government entity", "business entity", "non-commercial entity");

    static List<Rule> rules() {
        return List.of(
                Rule.hard(
                        "subject_attributes",
                        "EN 319 412-3, 4.2.1 (LEG-4.2.1-2, -3)",
                        "The subject has country, organisation, organizationIdentifier and common name, each once.",
                        SubjectRules::attributes),
                Rule.hard(
                        "subject_country",
                        "EN 319 412-3, 4.2.1 (LEG-4.2.1-4); ISO 3166-1",
                        "The subject's country is a code of ISO 3166-1.",
                        inspected -> each(
                                inspected,
                                BCStyle.C,
                                country -> OrganizationIdentifier.isCountry(country)
                                        ? Optional.empty()
                                        : Optional.of("The subject's country is " + Quoted.text(country)
                                                + "; it should be a code of two capital letters, such as BE."))),
                Rule.hard(
                        "organization_identifier",
                        "EN 319 412-1, 5.1.4 (LEG-5.1.4)",
                        "The organizationIdentifier has the standard's syntax.",
                        SubjectRules::identifier),
                Rule.hard(
                        "organization_identifier_lei",
                        "EN 319 412-1, 5.1.4; ISO 17442",
                        "An LEI in the organizationIdentifier has right check digits.",
                        SubjectRules::lei),
                Rule.hard(
                        "organization_identifier_not_name",
                        "EN 319 412-3, 4.2.1 (LEG-4.2.1-6)",
                        "The organizationIdentifier is not the organisation's name.",
                        inspected -> each(
                                inspected,
                                BCStyle.ORGANIZATION_IDENTIFIER,
                                identifier -> inspected.certificate().subject(BCStyle.O).stream()
                                                .anyMatch(identifier::equalsIgnoreCase)
                                        ? Optional.of("The organizationIdentifier " + Quoted.text(identifier)
                                                + " is the organisation's name; it should be its number in a register.")
                                        : Optional.empty())),
                Rule.finding(
                        "organization_identifier_number",
                        "EN 319 412-1, 5.1.4; EN 319 412-3, 4.2.1 (LEG-4.2.1-6)",
                        "Behind its scheme and country the organizationIdentifier has a number, not the organisation's name.",
                        SubjectRules::identifierNumber),
                Rule.finding(
                        "identifier_characters",
                        "EN 319 412-1, 5.1.4; X.520, 6.2.9",
                        "The organizationIdentifier and the serialNumber are written in plain letters and digits, as registers do.",
                        SubjectRules::identifierCharacters),
                Rule.finding(
                        "subject_numbers",
                        "X.520, 6.2.9 and 6.6.2; CA/Browser Forum, EV guidelines, 9.2.5",
                        "The subject's serialNumber, dnQualifier and postal code name no other organisation.",
                        SubjectRules::numbers),
                Rule.warning(
                        "words_beside_numbers",
                        "EN 319 412-1, 5.1.4; X.520, 6.2.9",
                        "Beside the subject's numbers there are no words, which may be a register's and may be a name.",
                        SubjectRules::words),
                Rule.finding(
                        "organization_identifier_before",
                        "order",
                        "The organizationIdentifier is that of the seal that this one follows.",
                        SubjectRules::identifierBefore),
                Rule.warning(
                        "organization_identifier_country",
                        "EN 319 412-1, 5.1.4",
                        "The organizationIdentifier is of the subject's country.",
                        SubjectRules::identifierCountry),
                Rule.finding(
                        "subject_no_person",
                        "EN 319 412-3, 4.2.1",
                        "The subject has no attributes of a natural person.",
                        SubjectRules::noPerson),
                Rule.finding(
                        "organizational_unit",
                        "order",
                        "The subject has no organisational unit (OU), save the approved organisation itself and its number.",
                        inspected -> each(
                                inspected,
                                BCStyle.OU,
                                unit -> isOwnNumber(inspected, unit)
                                        ? Optional.empty()
                                        : Names.difference(
                                                "organisational unit (OU), which nobody ordered,",
                                                inspected.ordered().organization(),
                                                unit))),
                Rule.finding(
                        "subject_other_attributes",
                        "order",
                        "The subject has no attributes but those that name the approved organisation, its kind and its place.",
                        SubjectRules::otherAttributes),
                Rule.warning(
                        "contacts",
                        "order",
                        "The certificate names no e-mail address and no telephone number.",
                        SubjectRules::contacts),
                Rule.finding(
                        "subject_strings",
                        "RFC 5280, 4.1.2.4; X.520",
                        "Organisation, common name and organizationIdentifier are directory strings.",
                        SubjectRules::strings),
                Rule.finding(
                        "organization_name",
                        "order; EN 319 412-3, 4.2.1",
                        "The subject's organisation (O) is the approved one.",
                        inspected -> name(inspected, "organisation (O)", BCStyle.O)),
                Rule.finding(
                        "common_name",
                        "order; EN 319 412-3, 4.2.1",
                        "The subject's common name (CN) is that of the approved organisation.",
                        inspected -> name(inspected, "common name (CN)", BCStyle.CN)),
                Rule.finding(
                        "organization_country",
                        "order; EN 319 412-3, 4.2.1 (LEG-4.2.1-4)",
                        "The subject's country is that of the approved organisation.",
                        SubjectRules::country));
    }

    @FunctionalInterface
    private interface ValueRule {
        Optional<String> problem(String value);
    }

    private static Judgement each(Inspected inspected, ASN1ObjectIdentifier attribute, ValueRule rule) {
        List<String> values = inspected.certificate().subject(attribute);
        return values.isEmpty()
                ? Judgement.notJudged("The subject has no such attribute.")
                : Judgement.of(values.stream()
                        .map(rule::problem)
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static Judgement attributes(Inspected inspected) {
        List<String> wrong = new ArrayList<>();
        for (Attribute attribute : REQUIRED) {
            List<String> values = inspected.certificate().subject(attribute.id());
            if (values.size() != 1) {
                wrong.add(attribute.name() + (values.isEmpty() ? " missing" : " " + values.size() + " times"));
            } else if (VisibleText.isBlank(values.get(0))) {
                wrong.add(attribute.name() + " empty");
            }
        }
        return Judgement.fulfilledIf(
                wrong.isEmpty(), () -> "The subject has " + String.join(", ", wrong) + "; each should be there once.");
    }

    private static Judgement identifier(Inspected inspected) throws IOException {
        return each(
                inspected,
                BCStyle.ORGANIZATION_IDENTIFIER,
                isOfEidas(inspected) ? SubjectRules::eidasIdentifier : SubjectRules::identifier);
    }

    private static boolean isOfEidas(Inspected inspected) throws IOException {
        return StatementRules.semantics(inspected.certificate()).contains(StatementRules.SEMANTICS_EIDAS_LEGAL);
    }

    private static Optional<String> eidasIdentifier(String text) {
        Matcher parts = EIDAS_IDENTIFIER.matcher(text);
        return text.length() <= LONGEST_EIDAS_IDENTIFIER
                        && parts.matches()
                        && OrganizationIdentifier.isCountryOfEidas(parts.group(1))
                        && OrganizationIdentifier.isCountryOfEidas(parts.group(2))
                ? Optional.empty()
                : Optional.of("The organizationIdentifier is " + Quoted.text(text)
                        + "; it should be two countries and a number without spaces, such as BE/NL/0123456789, at most "
                        + LONGEST_EIDAS_IDENTIFIER + " characters.");
    }

    private static Optional<String> identifier(String text) {
        Optional<OrganizationIdentifier> identifier = OrganizationIdentifier.parse(text);
        boolean visible = text.codePoints().noneMatch(Quoted::isInvisible);
        return visible
                        && identifier
                                .filter(it -> it.hasKnownScheme() && it.hasKnownCountry() && it.hasReferenceOfScheme())
                                .isPresent()
                ? Optional.empty()
                : Optional.of(
                        "The organizationIdentifier is " + Quoted.text(text)
                                + "; it should be VAT, NTR, PSD or LEI (or two letters and a colon), a country, a hyphen and a number, such"
                                + " as VATBE-0123456789; after PSD the supervisor comes before the number, such as PSDBE-NBB-0123456789.");
    }

    private static Judgement lei(Inspected inspected) {
        return each(
                inspected,
                BCStyle.ORGANIZATION_IDENTIFIER,
                text -> OrganizationIdentifier.parse(text)
                                .filter(OrganizationIdentifier::isLei)
                                .filter(identifier -> !identifier.hasLei())
                                .isPresent()
                        ? Optional.of("The organizationIdentifier " + Quoted.text(text)
                                + " is no LEI; it should have 20 characters, the last two of which check the others.")
                        : Optional.empty());
    }

    private static Judgement identifierNumber(Inspected inspected) {
        List<String> names = Stream.concat(
                        inspected.certificate().subject(BCStyle.O).stream(),
                        Stream.of(inspected.ordered().organization()))
                .toList();
        return each(
                inspected,
                BCStyle.ORGANIZATION_IDENTIFIER,
                text -> number(text)
                        .flatMap(number -> names.stream().anyMatch(name -> isNameAgain(name, number))
                                ? Optional.of("is the organisation's name again")
                                : noNumber(number))
                        .map(why -> "The organizationIdentifier " + Quoted.text(text) + " " + why
                                + "; it should be its number in a register."));
    }

    private static boolean isNameAgain(String name, String number) {
        String letters = letters(name);
        return lettersAndDigits(name).equals(lettersAndDigits(number))
                || !letters.isEmpty() && letters.equals(letters(number));
    }

    /** Returns why this is no number in a register; empty when it may be one. */
    private static Optional<String> noNumber(String text) {
        return text.codePoints().noneMatch(Character::isDigit) ? Optional.of("has no digit in it") : legalForm(text);
    }

    private static Optional<String> legalForm(String text) {
        return words(LETTERS, text)
                .filter(word -> LEGAL_FORMS.contains(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(word -> "has the legal form " + word + " in it");
    }

    private static Stream<String> words(Pattern kind, String text) {
        return kind.matcher(text).results().map(MatchResult::group);
    }

    private static Judgement numbers(Inspected inspected) {
        List<String> identifiers = inspected.certificate().subject(BCStyle.ORGANIZATION_IDENTIFIER);
        List<String> wrong = besideIdentifier(inspected)
                .flatMap(number -> legalForm(number.text())
                        .or(() -> identifiers.stream()
                                        .flatMap(own -> OrganizationIdentifier.parse(own).stream())
                                        .anyMatch(own -> OrganizationIdentifier.loosely(number.text())
                                                .filter(own::isOthers)
                                                .isPresent())
                                ? Optional.of("is not the organizationIdentifier, but another's")
                                : Optional.empty())
                        .map(why -> number.what() + " " + Quoted.text(number.text()) + " " + why)
                        .stream())
                .toList();
        return Judgement.fulfilledIf(
                wrong.isEmpty(),
                () -> "The subject's " + String.join(", its ", wrong)
                        + "; it should be a number of the approved organisation, or not there.");
    }

    private record Named(String what, String text) {}

    private static final Attribute POSTAL_CODE = new Attribute("postal code", BCStyle.POSTAL_CODE);

    private static Stream<Named> besideIdentifier(Inspected inspected) {
        return Stream.of(
                        new Attribute("serialNumber", BCStyle.SERIALNUMBER),
                        new Attribute("dnQualifier", BCStyle.DN_QUALIFIER),
                        POSTAL_CODE)
                .flatMap(attribute -> inspected.certificate().subject(attribute.id()).stream()
                        .filter(value -> !isOfKind(value))
                        .map(value -> new Named(attribute.name(), value)));
    }

    private static Judgement words(Inspected inspected) {
        List<String> identifiers = inspected.certificate().subject(BCStyle.ORGANIZATION_IDENTIFIER);
        Stream<Named> ofIdentifier = identifiers.stream()
                .filter(text -> OrganizationIdentifier.parse(text)
                        .filter(OrganizationIdentifier::isLei)
                        .isEmpty())
                .flatMap(text -> number(text).stream())
                .map(number -> new Named("organizationIdentifier", number));
        // Beside a postal code stands its town.
        Stream<Named> others = besideIdentifier(inspected)
                .filter(number -> !number.what().equals(POSTAL_CODE.name()) && !identifiers.contains(number.text()));
        List<String> found = Stream.concat(ofIdentifier, others)
                .filter(number -> words(WORD, number.text()).findAny().isPresent())
                .map(number -> number.what() + " " + Quoted.text(number.text()))
                .toList();
        return Judgement.fulfilledIf(
                found.isEmpty(),
                () -> "The subject's " + String.join(", its ", found)
                        + " has words in it; whether they are a register's or name another organisation is not checked.");
    }

    private static Judgement contacts(Inspected inspected) throws IOException {
        List<String> found = Stream.concat(
                        Stream.of(BCStyle.E, BCStyle.TELEPHONE_NUMBER)
                                .flatMap(type -> inspected.certificate().subject(type).stream()
                                        .filter(value -> isContact(type, value))),
                        ExtensionRules.mailboxes(inspected.certificate()).stream())
                .toList();
        return Judgement.fulfilledIf(
                found.isEmpty(),
                () -> "The certificate also names " + Quoted.list(found)
                        + "; whether that belongs to the approved organisation is not checked.");
    }

    private static boolean isContact(ASN1ObjectIdentifier type, String value) {
        return type.equals(BCStyle.E) && ExtensionRules.isMailbox(value)
                || type.equals(BCStyle.TELEPHONE_NUMBER)
                        && TELEPHONE.matcher(value).matches();
    }

    /** Returns what should be the number; empty for another syntax, which has a rule of its own. */
    private static Optional<String> number(String text) {
        Matcher eidas = EIDAS_IDENTIFIER.matcher(text);
        return eidas.matches()
                ? Optional.of(eidas.group(3))
                : OrganizationIdentifier.parse(text)
                        .filter(OrganizationIdentifier::hasReferenceOfScheme)
                        .map(OrganizationIdentifier::number);
    }

    private static Judgement identifierCharacters(Inspected inspected) {
        List<String> odd = Stream.concat(
                        inspected.certificate().subject(BCStyle.ORGANIZATION_IDENTIFIER).stream()
                                // Another syntax has a rule of its own.
                                .filter(text -> identifier(text).isEmpty()
                                        || eidasIdentifier(text).isEmpty())
                                .filter(text ->
                                        !PLAIN_IDENTIFIER.matcher(plain(text)).matches())
                                .map(text -> "organizationIdentifier " + Quoted.text(text)),
                        inspected.certificate().subject(BCStyle.SERIALNUMBER).stream()
                                .filter(text -> !PRINTABLE.matcher(plain(text)).matches())
                                .map(text -> "serialNumber " + Quoted.text(text)))
                .toList();
        return Judgement.fulfilledIf(
                odd.isEmpty(),
                () -> "The subject's " + String.join(", ", odd)
                        + " has a character that no register writes there, or looks like another one; it should begin and end"
                        + " with a letter or a digit, and have letters from A to Z, digits from 0 to 9 and signs between them"
                        + " alone. Whoever compares it finds another organisation, or none.");
    }

    /** Returns the text with words that are written in other Latin letters, too, as words of plain ones. */
    private static String plain(String text) {
        return LATIN_WORD.matcher(text).replaceAll(word -> word.group().replaceAll("[^A-Za-z]", "x"));
    }

    private static String letters(String text) {
        return Names.normal(text).replaceAll("[^\\p{L}\\p{M}]", "");
    }

    private static String lettersAndDigits(String text) {
        return Names.normal(text).replaceAll("[^\\p{L}\\p{M}\\p{N}]", "");
    }

    private static Judgement identifierBefore(Inspected inspected) {
        List<String> before = inspected
                .ordered()
                .before()
                .flatMap(CertificateFields::of)
                .map(certificate -> certificate.subject(BCStyle.ORGANIZATION_IDENTIFIER))
                .orElse(List.of());
        if (before.isEmpty()) {
            return Judgement.notJudged("It follows no seal whose identifier is known.");
        }
        return each(
                inspected,
                BCStyle.ORGANIZATION_IDENTIFIER,
                came -> before.stream().map(Names::normal).anyMatch(Names.normal(came)::equals)
                        ? Optional.empty()
                        : Optional.of("The organizationIdentifier is " + Quoted.text(came)
                                + "; that of the seal which this one follows is " + Quoted.list(before) + "."));
    }

    private static Judgement identifierCountry(Inspected inspected) {
        List<String> countries = inspected.certificate().subject(BCStyle.C);
        if (countries.isEmpty()) {
            return Judgement.notJudged("The subject has no country.");
        }
        return each(
                inspected,
                BCStyle.ORGANIZATION_IDENTIFIER,
                text -> OrganizationIdentifier.parse(text)
                                .filter(identifier -> countries.stream().noneMatch(identifier::isOf))
                                .isPresent()
                        ? Optional.of("The organizationIdentifier " + Quoted.text(text)
                                + " is of another country than the subject, " + Quoted.list(countries)
                                + "; both should be the same.")
                        : Optional.empty());
    }

    private static Judgement noPerson(Inspected inspected) {
        List<String> found = OF_PERSONS.stream()
                .flatMap(attribute -> inspected.certificate().subject(attribute.id()).stream()
                        .map(value -> attribute.name() + " " + value))
                .toList();
        return Judgement.fulfilledIf(
                found.isEmpty(),
                () -> "The subject has " + Quoted.list(found)
                        + "; a legal person's has no attributes of a natural person.");
    }

    private static Judgement otherAttributes(Inspected inspected) {
        List<String> others = inspected.certificate().subjectAttributes().stream()
                .filter(type -> !OF_OTHER_RULES.contains(type) && !OF_PLACES.contains(type))
                .flatMap(type -> inspected.certificate().subject(type).stream()
                        .filter(value -> !(type.equals(BCStyle.BUSINESS_CATEGORY) && isOfKind(value)))
                        .filter(value -> !isContact(type, value) && !isOrganization(inspected, value))
                        .filter(value -> !type.equals(POST_OFFICE_BOX)
                                || !BOX.matcher(value).matches())
                        .map(value -> displayed(type) + " " + value))
                .toList();
        return Judgement.fulfilledIf(
                others.isEmpty(),
                () -> "The subject has " + Quoted.list(others)
                        + ", which nobody ordered; it should name the organisation, "
                        + "its kind and its place alone.");
    }

    /** Returns whether it is the organizationIdentifier's number behind the code of its register (ISO/IEC 6523). */
    private static boolean isOwnNumber(Inspected inspected, String unit) {
        Matcher parts = OF_REGISTER.matcher(unit);
        return parts.matches()
                && inspected.certificate().subject(BCStyle.ORGANIZATION_IDENTIFIER).stream()
                        .flatMap(identifier -> number(identifier).stream())
                        .anyMatch(parts.group(1)::equals);
    }

    /** Returns whether the value names the approved organisation once more, or is its identifier. */
    private static boolean isOrganization(Inspected inspected, String value) {
        return Names.difference("", inspected.ordered().organization(), value).isEmpty()
                || inspected
                        .certificate()
                        .subject(BCStyle.ORGANIZATION_IDENTIFIER)
                        .contains(value);
    }

    /** Returns the organisation's own words and numbers in the subject, in the form in which names are compared. */
    static Set<String> own(Inspected inspected) {
        Stream<String> values = Stream.of(BCStyle.C, BCStyle.O, BCStyle.CN, BCStyle.ORGANIZATION_IDENTIFIER)
                .flatMap(type -> inspected.certificate().subject(type).stream());
        Stream<String> numbers = inspected.certificate().subject(BCStyle.ORGANIZATION_IDENTIFIER).stream()
                .flatMap(identifier -> number(identifier).stream());
        return Stream.concat(values, numbers).map(Names::normal).collect(Collectors.toSet());
    }

    private static boolean isOfKind(String value) {
        return BUSINESS_CATEGORIES.contains(value.toLowerCase(Locale.ROOT));
    }

    private static Judgement strings(Inspected inspected) {
        List<String> others = inspected
                .certificate()
                .subjectOtherStrings(List.of(BCStyle.O, BCStyle.CN, BCStyle.ORGANIZATION_IDENTIFIER))
                .stream()
                .map(SubjectRules::displayed)
                .toList();
        return Judgement.fulfilledIf(
                others.isEmpty(),
                () -> "The subject's " + String.join(", ", others)
                        + " is in a kind of string that programs do not expect there; it should be a UTF8String or a "
                        + "PrintableString.");
    }

    private static String displayed(ASN1ObjectIdentifier type) {
        String name = BCStyle.INSTANCE.oidToDisplayName(type);
        return name == null ? type.getId() : name;
    }

    private static Judgement name(Inspected inspected, String what, ASN1ObjectIdentifier attribute) {
        return each(
                inspected,
                attribute,
                came -> Names.difference(what, inspected.ordered().organization(), came));
    }

    private static Judgement country(Inspected inspected) {
        return inspected
                .ordered()
                .country()
                .map(approved -> approved.strip().toUpperCase(Locale.ROOT))
                .map(approved -> each(
                        inspected,
                        BCStyle.C,
                        came -> Stream.of(came)
                                .filter(country -> !country.equals(approved))
                                .findFirst()
                                .map(country -> "The subject's country is " + Quoted.text(country) + "; approved was "
                                        + Quoted.plain(approved) + ".")))
                .orElseGet(() -> Judgement.notJudged("The country of the approved organisation is not known."));
    }
}
