package io.eseal.inspection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralString;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Null;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierId;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;
import org.bouncycastle.asn1.x509.UserNotice;
import org.bouncycastle.asn1.x509.qualified.QCStatement;
import org.bouncycastle.asn1.x509.qualified.SemanticsInformation;
import org.jspecify.annotations.Nullable;

/** Looks into what seals have for content that does not belong there, and that could name anybody. */
final class ExtensionContents {

    static final ASN1ObjectIdentifier VALIDITY_MODEL = new ASN1ObjectIdentifier("1.3.6.1.4.1.8301.3.5");
    static final ASN1ObjectIdentifier ACROBAT_TIME_STAMP = new ASN1ObjectIdentifier("1.2.840.113583.1.1.9.1");
    static final ASN1ObjectIdentifier ACROBAT_ARCHIVE = new ASN1ObjectIdentifier("1.2.840.113583.1.1.9.2");

    private static final Pattern VERSION = Pattern.compile("[Vv]?[0-9.:]{1,20}[a-z]?");
    private static final Pattern TWO_LETTERS = Pattern.compile("[A-Za-z]{2}");

    /** Extensions whose syntax leaves no place for words. */
    private static final Map<ASN1ObjectIdentifier, Predicate<ASN1Encodable>> EXTENSIONS = Map.of(
            VALIDITY_MODEL,
            ExtensionContents::isWithoutText,
            PKCSObjectIdentifiers.pkcs_9_at_smimeCapabilities,
            ExtensionContents::isWithoutText,
            ACROBAT_ARCHIVE,
            ExtensionContents::isWithoutText,
            ACROBAT_TIME_STAMP,
            value -> parts(value).allMatch(part -> isWithoutText(part) || isAddress(part)),
            MiscObjectIdentifiers.entrustVersionExtension,
            value -> parts(value)
                    .allMatch(part -> part instanceof ASN1BitString
                            || part instanceof ASN1GeneralString version
                                    && VERSION.matcher(version.getString()).matches()));

    /** QC statements of EN 319 412-5, EN 319 412-1, TS 119 495 and RFC 3739, with what they may hold. */
    private static final Map<String, Predicate<@Nullable ASN1Encodable>> STATEMENTS = Map.ofEntries(
            Map.entry("0.4.0.1862.1.1", ExtensionContents::isEmpty),
            // A limit of value is told by a rule of its own, and so are other legislations and payment services.
            Map.entry("0.4.0.1862.1.2", any -> true),
            Map.entry("0.4.0.1862.1.3", ASN1Integer.class::isInstance),
            Map.entry("0.4.0.1862.1.4", ExtensionContents::isEmpty),
            Map.entry("0.4.0.1862.1.5", locations -> parts(locations).allMatch(ExtensionContents::isLocation)),
            Map.entry("0.4.0.1862.1.6", ExtensionContents::isWithoutText),
            Map.entry("0.4.0.1862.1.7", any -> true),
            // QcIdentMethod: how the subject was identified.
            Map.entry("0.4.0.1862.1.8", ExtensionContents::isWithoutText),
            Map.entry("0.4.0.1862.1.9", countries -> parts(countries).allMatch(ExtensionContents::isTwoLetters)),
            Map.entry("0.4.0.19495.2", any -> true),
            Map.entry("0.4.0.194121.1.1", ExtensionContents::isEmpty),
            Map.entry("0.4.0.194121.1.2", ExtensionContents::isEmpty),
            Map.entry("0.4.0.194121.1.3", ExtensionContents::isEmpty),
            Map.entry("0.4.0.194121.1.4", ExtensionContents::isEmpty),
            Map.entry("1.3.6.1.5.5.7.11.1", ExtensionContents::isSemantics),
            Map.entry("1.3.6.1.5.5.7.11.2", ExtensionContents::isSemantics));

    /** Where somebody can be reached: kinds of names that CAs write beside their own. */
    private static final Set<Integer> OF_PLACES = Set.of(
            GeneralName.rfc822Name, GeneralName.dNSName, GeneralName.uniformResourceIdentifier, GeneralName.iPAddress);

    /** RFC 3739, 3.2.6.1: of versions 1 and 2. */
    private static final Set<ASN1ObjectIdentifier> OF_SEMANTICS =
            Set.of(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.11.1"), StatementRules.SEMANTICS);

    private static final ASN1ObjectIdentifier CT_TIME_STAMPS = new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");
    private static final Set<ASN1ObjectIdentifier> WAYS =
            Set.of(AccessDescription.id_ad_caIssuers, AccessDescription.id_ad_ocsp);
    /** RFC 6962, 3.2: version, log, time, length of extensions, algorithms and length of the signature. */
    private static final int SHORTEST_TIME_STAMP = 1 + 32 + 8 + 2 + 4;

    private ExtensionContents() {}

    static boolean isKnownStatement(String id) {
        return STATEMENTS.containsKey(id);
    }

    /** Returns what does not belong into the certificate's extensions, save those of the issuer's profile. */
    static List<String> odd(Inspected inspected) throws IOException {
        CertificateFields certificate = inspected.certificate();
        List<String> odd = new ArrayList<>();
        for (var extension : EXTENSIONS.entrySet()) {
            certificate
                    .value(extension.getKey())
                    .filter(value -> !extension.getValue().test(value)
                            && !inspected
                                    .issuer()
                                    .extensions()
                                    .contains(extension.getKey().getId()))
                    .ifPresent(value -> odd.add("other content in the extension " + extension.getKey()));
        }
        certificate.value(Extension.qCStatements).stream()
                .flatMap(ExtensionContents::parts)
                .map(ASN1Sequence::getInstance)
                .filter(statement -> !isOfSyntax(statement))
                .map(statement -> "other content in the QC statement " + statement.getObjectAt(0))
                .forEach(odd::add);
        certificate.value(Extension.certificatePolicies).stream()
                .flatMap(ExtensionContents::parts)
                .map(PolicyInformation::getInstance)
                .flatMap(ExtensionContents::qualifiers)
                .filter(qualifier -> !isOfSyntax(qualifier))
                .map(qualifier -> "other content in the policy qualifier " + qualifier.getPolicyQualifierId())
                .forEach(odd::add);
        Set<String> known = organizations(inspected);
        odd.addAll(words(certificate));
        names(certificate)
                .filter(name -> !isKnown(name, known, certificate))
                .forEach(name -> odd.add("the name of another, " + name.getName()));
        return odd;
    }

    /** Returns where words stand in extensions of which the syntax is right, and leaves none for them. */
    private static List<String> words(CertificateFields certificate) throws IOException {
        List<String> odd = new ArrayList<>();
        certificate
                .value(Extension.subjectKeyIdentifier)
                .map(value -> ASN1OctetString.getInstance(value).getOctets())
                .filter(ExtensionContents::isText)
                .ifPresent(text -> odd.add("words in place of the key's identifier (SKI)"));
        certificate
                .value(Extension.authorityKeyIdentifier)
                .map(value -> AuthorityKeyIdentifier.getInstance(value).getKeyIdentifierOctets())
                .filter(ExtensionContents::isText)
                .ifPresent(text -> odd.add("words in place of the identifier of the issuer's key (AKI)"));
        certificate
                .value(CT_TIME_STAMPS)
                .filter(value -> !(value instanceof ASN1OctetString list && areTimeStamps(list.getOctets())))
                .ifPresent(text -> odd.add("other content in place of time-stamps of Certificate Transparency"));
        certificate.value(Extension.authorityInfoAccess).stream()
                .flatMap(ExtensionContents::parts)
                .map(AccessDescription::getInstance)
                .filter(access -> !WAYS.contains(access.getAccessMethod()))
                .map(access -> "an address of an unknown kind, " + access.getAccessMethod())
                .forEach(odd::add);
        for (ASN1ObjectIdentifier lists : List.of(Extension.cRLDistributionPoints, Extension.freshestCRL)) {
            certificate.value(lists).stream()
                    .flatMap(ExtensionContents::parts)
                    .map(point -> DistributionPoint.getInstance(point).getDistributionPoint())
                    .filter(name -> name != null && name.getType() != DistributionPointName.FULL_NAME)
                    .map(name -> "a CRL's name below its issuer's, " + name.getName())
                    .forEach(odd::add);
        }
        return odd;
    }

    /** An identifier is a digest; some write one in hex. */
    private static boolean isText(byte[] octets) {
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        return text.matches("[ -~]*[A-Za-z]{3}[ -~]*") && !text.matches("[0-9A-Fa-f: ]+");
    }

    /** Returns whether lengths and versions are those of a list of time-stamps (RFC 6962, 3.3). */
    private static boolean areTimeStamps(byte[] list) {
        ByteBuffer rest = ByteBuffer.wrap(list);
        if (rest.remaining() < 2 || Short.toUnsignedInt(rest.getShort()) != rest.remaining()) {
            return false;
        }
        while (rest.remaining() > 2) {
            int length = Short.toUnsignedInt(rest.getShort());
            if (length < SHORTEST_TIME_STAMP || length > rest.remaining() || rest.get(rest.position()) != 0) {
                return false;
            }
            rest.position(rest.position() + length);
        }
        return !rest.hasRemaining();
    }

    private static boolean isOfSyntax(ASN1Sequence statement) {
        Predicate<@Nullable ASN1Encodable> content =
                STATEMENTS.getOrDefault(statement.getObjectAt(0).toString(), any -> true);
        return statement.size() == 1 && content.test(null)
                || statement.size() == 2 && content.test(statement.getObjectAt(1));
    }

    static Stream<PolicyQualifierInfo> qualifiers(PolicyInformation policy) {
        return parts(policy.getPolicyQualifiers()).map(PolicyQualifierInfo::getInstance);
    }

    private static boolean isOfSyntax(PolicyQualifierInfo qualifier) {
        ASN1Encodable content = qualifier.getQualifier();
        if (qualifier.getPolicyQualifierId().equals(PolicyQualifierId.id_qt_unotice)) {
            return UserNotice.getInstance(content) != null;
        }
        return qualifier.getPolicyQualifierId().equals(PolicyQualifierId.id_qt_cps)
                && content instanceof ASN1IA5String address
                && address.getString().strip().chars().noneMatch(Character::isWhitespace);
    }

    /** Returns the parts of a sequence; none where there is none. */
    static Stream<ASN1Encodable> parts(@Nullable ASN1Encodable sequence) {
        return sequence == null
                ? Stream.of()
                : StreamSupport.stream(ASN1Sequence.getInstance(sequence).spliterator(), false);
    }

    private static boolean isEmpty(@Nullable ASN1Encodable content) {
        return content == null || content instanceof ASN1Null;
    }

    private static boolean isWithoutText(@Nullable ASN1Encodable value) {
        return value == null
                || value instanceof ASN1ObjectIdentifier
                || value instanceof ASN1Integer
                || value instanceof ASN1Boolean
                || value instanceof ASN1Null
                || value instanceof ASN1Sequence && parts(value).allMatch(ExtensionContents::isWithoutText);
    }

    private static boolean isAddress(ASN1Encodable value) {
        return value instanceof ASN1TaggedObject
                && GeneralName.getInstance(value).getTagNo() == GeneralName.uniformResourceIdentifier
                && GeneralName.getInstance(value).getName().toString().matches("[a-z]+://\\S+");
    }

    private static boolean isLocation(ASN1Encodable location) {
        ASN1Sequence parts = ASN1Sequence.getInstance(location);
        return parts.size() == 2 && isTwoLetters(parts.getObjectAt(1));
    }

    private static boolean isTwoLetters(ASN1Encodable value) {
        return value instanceof ASN1String text
                && TWO_LETTERS.matcher(text.getString()).matches();
    }

    private static boolean isSemantics(@Nullable ASN1Encodable content) {
        return content == null || SemanticsInformation.getInstance(content) != null;
    }

    /** Returns the names of others than the subject and the issuer that the extensions hold. */
    private static Stream<GeneralName> names(CertificateFields certificate) throws IOException {
        List<GeneralName> names = new ArrayList<>();
        for (ASN1ObjectIdentifier access : List.of(Extension.authorityInfoAccess, Extension.subjectInfoAccess)) {
            certificate.value(access).stream()
                    .flatMap(ExtensionContents::parts)
                    .map(AccessDescription::getInstance)
                    .map(AccessDescription::getAccessLocation)
                    .forEach(names::add);
        }
        for (ASN1ObjectIdentifier lists : List.of(Extension.cRLDistributionPoints, Extension.freshestCRL)) {
            certificate.value(lists).stream()
                    .flatMap(ExtensionContents::parts)
                    .map(DistributionPoint::getInstance)
                    .flatMap(ExtensionContents::names)
                    .forEach(names::add);
        }
        certificate.value(Extension.authorityKeyIdentifier).stream()
                .flatMap(
                        value -> names(AuthorityKeyIdentifier.getInstance(value).getAuthorityCertIssuer()))
                .forEach(names::add);
        certificate.statements().statements().stream()
                .filter(statement -> OF_SEMANTICS.contains(statement.getStatementId()))
                .map(QCStatement::getStatementInfo)
                .filter(Objects::nonNull)
                .map(SemanticsInformation::getInstance)
                .map(SemanticsInformation::getNameRegistrationAuthorities)
                .flatMap(registers -> registers == null ? Stream.of() : Arrays.stream(registers))
                .forEach(names::add);
        return names.stream();
    }

    private static Stream<GeneralName> names(DistributionPoint point) {
        DistributionPointName name = point.getDistributionPoint();
        boolean full = name != null && name.getType() == DistributionPointName.FULL_NAME;
        return Stream.concat(
                full ? names(GeneralNames.getInstance(name.getName())) : Stream.of(), names(point.getCRLIssuer()));
    }

    private static Stream<GeneralName> names(@Nullable GeneralNames names) {
        return names == null ? Stream.of() : Arrays.stream(names.getNames());
    }

    private static boolean isKnown(GeneralName name, Set<String> organizations, CertificateFields certificate) {
        if (name.getTagNo() != GeneralName.directoryName) {
            return OF_PLACES.contains(name.getTagNo());
        }
        X500Name directory = X500Name.getInstance(name.getName());
        List<String> named = organizations(directory).toList();
        return directory.equals(certificate.structure().getIssuer())
                || !named.isEmpty() && organizations.containsAll(named);
    }

    /** Returns the organisations of the subject and of the issuers. */
    static Set<String> organizations(Inspected inspected) {
        Stream<X500Name> own = Stream.of(
                inspected.certificate().structure().getSubject(),
                inspected.certificate().structure().getIssuer());
        Stream<X500Name> issuers = inspected.path().stream()
                .map(X509Certificate::getIssuerX500Principal)
                .map(X500Principal::getEncoded)
                .map(X500Name::getInstance);
        return Stream.concat(own, issuers)
                .flatMap(ExtensionContents::organizations)
                .collect(Collectors.toSet());
    }

    private static Stream<String> organizations(X500Name name) {
        return Arrays.stream(name.getRDNs(BCStyle.O))
                .map(RDN::getFirst)
                .map(pair -> Names.normal(pair.getValue().toString()));
    }
}
