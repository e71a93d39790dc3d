package io.eseal.inspection;

import io.eseal.text.CertificateNames;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.NetscapeCertType;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PrivateKeyUsagePeriod;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.jspecify.annotations.Nullable;

/** Rules of the certificate's form, its signature, key usage and other extensions. */
final class ExtensionRules {

    private static final ASN1ObjectIdentifier CT_POISON = new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.3");
    private static final int LONGEST_SERIAL = 20;
    /** CAs round the end of a certificate to the end of the day, and that of its key's usage they do not. */
    private static final Duration ROUNDED = Duration.ofDays(1);

    /** Extensions that may be critical: programs that verify seals know them (RFC 5280, 4.2). */
    private static final Set<ASN1ObjectIdentifier> CRITICAL = Set.of(
            Extension.keyUsage,
            Extension.basicConstraints,
            Extension.certificatePolicies,
            Extension.subjectAlternativeName,
            Extension.extendedKeyUsage,
            Extension.cRLDistributionPoints,
            Extension.qCStatements,
            // Each of these is told by a rule of its own.
            CT_POISON,
            Extension.nameConstraints,
            Extension.policyMappings,
            Extension.policyConstraints,
            Extension.inhibitAnyPolicy);

    private static final Map<ASN1ObjectIdentifier, String> OF_CAS = Map.of(
            Extension.nameConstraints, "name constraints",
            Extension.policyMappings, "policy mappings",
            Extension.policyConstraints, "policy constraints",
            Extension.inhibitAnyPolicy, "inhibitAnyPolicy");

    private static final Map<KeyPurposeId, String> FOREIGN_PURPOSES = Map.of(
            KeyPurposeId.id_kp_serverAuth, "serverAuth",
            KeyPurposeId.id_kp_timeStamping, "timeStamping",
            KeyPurposeId.id_kp_OCSPSigning, "OCSPSigning");

    private static final Map<String, String> PURPOSES = Map.of(
            KeyPurposeId.id_kp_clientAuth.getId(),
            "clientAuth",
            KeyPurposeId.id_kp_codeSigning.getId(),
            "codeSigning",
            KeyPurposeId.id_kp_emailProtection.getId(),
            "emailProtection",
            KeyPurposeId.id_kp_smartcardlogon.getId(),
            "smart card logon",
            "1.3.6.1.5.5.7.3.36",
            "documentSigning");

    /** Extensions by which a certificate says that nobody need ask whether it is revoked, with their names. */
    private static final Map<ASN1ObjectIdentifier, String> NOT_TO_BE_ASKED = Map.of(
            OCSPObjectIdentifiers.id_pkix_ocsp_nocheck,
            "ocsp-nocheck",
            new ASN1ObjectIdentifier("2.5.29.56"),
            "noRevAvail",
            new ASN1ObjectIdentifier("0.4.0.194121.2.1"),
            "validity-assured-short-term");

    private static final ASN1ObjectIdentifier CABF_IDENTIFIER = new ASN1ObjectIdentifier("2.23.140.3.1");

    /** Extensions that seals do not have, with what they are. */
    private static final Map<ASN1ObjectIdentifier, String> OF_NO_SEALS = Map.of(
            new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.12"),
            "a picture of somebody (logotype)",
            new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.14"),
            "the extension of proxies (proxyCertInfo)",
            Extension.subjectDirectoryAttributes,
            "further attributes of somebody (subjectDirectoryAttributes)",
            Extension.biometricInfo,
            "biometric data of somebody (biometricInfo)",
            new ASN1ObjectIdentifier("1.3.36.8.3.3"),
            "somebody's profession (admission)",
            new ASN1ObjectIdentifier("2.16.840.1.113730.1.13"),
            "a comment (Netscape's)",
            new ASN1ObjectIdentifier("1.3.6.1.4.1.311.20.2"),
            "the name of a template (Microsoft's)",
            new ASN1ObjectIdentifier("1.3.6.1.4.1.311.21.7"),
            "a template (Microsoft's)");

    /** Extensions that seals have, or that a rule of its own is about. */
    private static final Set<ASN1ObjectIdentifier> KNOWN = Stream.of(
                    CRITICAL.stream(),
                    OF_CAS.keySet().stream(),
                    NOT_TO_BE_ASKED.keySet().stream(),
                    Stream.of(
                            Extension.subjectKeyIdentifier,
                            Extension.authorityKeyIdentifier,
                            Extension.authorityInfoAccess,
                            Extension.subjectInfoAccess,
                            Extension.issuerAlternativeName,
                            Extension.privateKeyUsagePeriod,
                            Extension.freshestCRL,
                            MiscObjectIdentifiers.netscapeCertType,
                            MiscObjectIdentifiers.entrustVersionExtension,
                            PKCSObjectIdentifiers.pkcs_9_at_smimeCapabilities,
                            CABF_IDENTIFIER,
                            // Time-stamps of Certificate Transparency, and what Acrobat asks for time-stamps and
                            // archives.
                            new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2"),
                            ExtensionContents.ACROBAT_TIME_STAMP,
                            ExtensionContents.ACROBAT_ARCHIVE,
                            ExtensionContents.VALIDITY_MODEL))
            .flatMap(extensions -> extensions)
            .collect(Collectors.toUnmodifiableSet());

    /** SSL server, object signing, and the CAs of SSL, S/MIME and object signing. */
    private static final int NETSCAPE_FOREIGN = NetscapeCertType.sslServer
            | NetscapeCertType.objectSigning
            | NetscapeCertType.sslCA
            | NetscapeCertType.smimeCA
            | NetscapeCertType.objectSigningCA;

    /** ETSI's of time-stamps and web sites, and the CA/Browser Forum's of web sites and programs. */
    private static final List<String> FOREIGN_POLICIES = List.of(
            "0.4.0.2023.",
            "0.4.0.2042.1.4",
            "0.4.0.2042.1.5",
            "0.4.0.2042.1.6",
            "0.4.0.2042.1.7",
            "0.4.0.2042.1.8",
            "2.23.140.1.1",
            "2.23.140.1.2",
            "2.23.140.1.3",
            "2.23.140.1.4");

    /** Where a CA can be reached: kinds of names that CAs write beside their own. */
    private static final Set<Integer> NAMES_OF_PLACES = Set.of(
            GeneralName.rfc822Name, GeneralName.dNSName, GeneralName.uniformResourceIdentifier, GeneralName.iPAddress);

    private static final List<String> KINDS_OF_NAMES = List.of(
            "other name", "e-mail", "DNS", "X.400", "directory", "EDI party", "URI", "IP address", "registered ID");

    /** RFC 5280, 4.2.1.6: a mailbox in ASCII, without a name beside it. */
    private static final Pattern MAILBOX =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+");

    private ExtensionRules() {}

    static List<Rule> rules() {
        return List.of(
                Rule.hard("version", "RFC 5280, 4.1.2.1", "The certificate is of X.509 v3.", inspected -> {
                    int version = inspected.certificate().certificate().getVersion();
                    return Judgement.fulfilledIf(
                            version == 3, () -> "The certificate is of X.509 v" + version + "; it should be of v3.");
                }),
                Rule.hard(
                        "serial_number",
                        "RFC 5280, 4.1.2.2",
                        "The serial number is positive and has at most 20 octets.",
                        inspected -> Judgement.fulfilledIf(
                                inspected.certificate().serial().signum() > 0
                                        && inspected.certificate().serial().toByteArray().length <= LONGEST_SERIAL,
                                () -> "The serial number is "
                                        + inspected.certificate().serialInHex()
                                        + (inspected.certificate().serial().signum() < 0 ? " with a minus sign" : "")
                                        + "; it should be positive and have at most 20 octets.")),
                Rule.hard(
                        "signature_algorithm",
                        "TS 119 312",
                        "The issuer's signature uses neither SHA-1 nor MD5 nor an unknown algorithm.",
                        inspected -> Judgement.fulfilledIf(
                                Signatures.holds(inspected.certificate().signatureAlgorithm()),
                                () -> "The certificate is signed with "
                                        + Signatures.name(
                                                inspected.certificate().signatureAlgorithm())
                                        + "; it should be SHA-256 or better.")),
                Rule.hard(
                        "signature_algorithm_same",
                        "RFC 5280, 4.1.1.2",
                        "The signature's algorithm is the same inside and outside of the signed part.",
                        inspected -> Judgement.fulfilledIf(
                                inspected
                                        .certificate()
                                        .signatureAlgorithm()
                                        .equals(inspected
                                                .certificate()
                                                .structure()
                                                .getTBSCertificate()
                                                .getSignature()),
                                () ->
                                        "The certificate names the algorithm of its signature in two ways; both should be the same.")),
                Rule.hard(
                        "signature_pss",
                        "order, is_rsassa_pss",
                        "The issuer's signature is RSASSA-PSS if and only if it was ordered.",
                        inspected -> Judgement.fulfilledIf(
                                Signatures.isPss(inspected.certificate().signatureAlgorithm())
                                        == inspected.ordered().pss(),
                                () -> "The certificate is signed with "
                                        + Signatures.name(
                                                inspected.certificate().signatureAlgorithm()) + "; RSASSA-PSS was "
                                        + (inspected.ordered().pss() ? "ordered." : "not ordered."))),
                Rule.hard(
                        "key_usage",
                        "EN 319 412-3, 4.3.1 (LEG-4.3.1-3); EN 319 412-2, table 1; issuer's profile",
                        "The key usage is of a type that the issuer's seals have.",
                        ExtensionRules::keyUsage),
                Rule.hard(
                        "key_usage_critical",
                        "EN 319 412-2, 4.3.2; RFC 5280, 4.2.1.3",
                        "The key usage is marked as critical.",
                        inspected -> inspected
                                .certificate()
                                .extension(Extension.keyUsage)
                                .map(usage -> Judgement.fulfilledIf(
                                        usage.isCritical(),
                                        () -> "The key usage is not marked as critical; it should be."))
                                .orElseGet(() -> Judgement.notJudged("The certificate has no key usage."))),
                Rule.hard(
                        "extended_key_usage",
                        "RFC 5280, 4.2.1.12",
                        "The key is not for web sites, time-stamps or OCSP answers.",
                        ExtensionRules::extendedKeyUsage),
                Rule.finding(
                        "extended_key_usage_any",
                        "RFC 5280, 4.2.1.12",
                        "The key is not for any purpose whatever.",
                        inspected -> Judgement.fulfilledIf(
                                !purposes(inspected.certificate()).contains(KeyPurposeId.anyExtendedKeyUsage),
                                () ->
                                        "The key is for any purpose (anyExtendedKeyUsage), that of web sites, time-stamps and OCSP answers"
                                                + " included; it should be for seals.")),
                Rule.finding(
                        "extended_key_usage_profile",
                        "RFC 5280, 4.2.1.12; issuer's profile",
                        "The key is for no purpose that the issuer's seals do not have.",
                        ExtensionRules::purposesOfIssuer),
                Rule.finding(
                        "alternative_names",
                        "RFC 5280, 4.2.1.6",
                        "The certificate names nobody and nothing beside its subject, save e-mail addresses.",
                        ExtensionRules::alternativeNames),
                Rule.finding(
                        "revocation_to_be_asked",
                        "RFC 6960, 4.2.2.2.1; RFC 9608, 2; ETSI EN 319 412-1, 5.2",
                        "The certificate does not tell others that they need not ask whether it is revoked.",
                        ExtensionRules::revocationToBeAsked),
                Rule.finding(
                        "private_key_usage_period",
                        "RFC 3280, 4.2.1.4",
                        "The key may make seals from now until the certificate's last day, where the certificate limits that.",
                        ExtensionRules::usagePeriod),
                Rule.finding(
                        "extensions_unexpected",
                        "RFC 5280, 4.2; RFC 3820, 3.8; EV guidelines, 9.8.2; order; issuer's profile",
                        "The certificate has no extension or QC statement that seals do not have, and none that names somebody else;"
                                + " no policy is for another purpose.",
                        ExtensionRules::unexpected),
                Rule.hard(
                        "extensions_syntax",
                        "RFC 5280, 4.2; RFC 3739, 3.2.6; RFC 6960, 4.2.2.2.1; RFC 9608, 2; ETSI EN 319 412-1, 5.2",
                        "Each standard extension has a value of its syntax, and nothing behind it.",
                        ExtensionRules::syntax),
                Rule.hard(
                        "not_ca",
                        "RFC 5280, 4.2.1.9",
                        "The certificate does not call itself a CA's.",
                        inspected -> Judgement.fulfilledIf(
                                inspected.certificate().certificate().getBasicConstraints() < 0,
                                () ->
                                        "The certificate calls itself a CA's (basic constraints); a seal's signs no certificates.")),
                Rule.finding(
                        "certificate_der",
                        "X.509 (10/2019), 6.2; X.690, 10 and 11",
                        "The certificate and its extensions are encoded in DER, as strict programs demand.",
                        inspected -> Judgement.of(Distinguished.oddity(inspected.certificate())
                                .map(what -> "The encoding of " + what
                                        + " is not DER; strict programs refuse such a certificate."))),
                Rule.hard(
                        "extensions_known",
                        "RFC 5280, 4.2",
                        "No extension that programs do not know is marked as critical.",
                        ExtensionRules::critical),
                Rule.hard(
                        "not_precertificate",
                        "RFC 6962, 3.1",
                        "The certificate is not a precertificate of Certificate Transparency.",
                        inspected -> Judgement.fulfilledIf(
                                !inspected.certificate().has(CT_POISON),
                                () ->
                                        "This is a precertificate of Certificate Transparency, which nobody accepts; the certificate"
                                                + " itself should come.")),
                Rule.hard(
                        "extensions_of_cas",
                        "EN 319 412-2, GEN-4.3.4-1, -4.3.8-1, -4.3.9-1, -4.3.12-1",
                        "The certificate has no extensions that are for CAs alone.",
                        inspected -> {
                            List<String> found = OF_CAS.entrySet().stream()
                                    .filter(entry -> inspected.certificate().has(entry.getKey()))
                                    .map(Map.Entry::getValue)
                                    .sorted()
                                    .toList();
                            return Judgement.fulfilledIf(
                                    found.isEmpty(),
                                    () -> "The certificate has " + Quoted.list(found)
                                            + ", which only a CA's may have.");
                        }),
                Rule.hard(
                        "issuers_address",
                        "EN 319 412-2, GEN-4.4.1-3, -4; eIDAS, annex III",
                        "The certificate says where its issuer's certificate can be fetched (AIA, caIssuers).",
                        inspected -> {
                            List<String> addresses = access(inspected, AccessDescription.id_ad_caIssuers);
                            return Judgement.fulfilledIf(
                                    addresses.stream().anyMatch(address -> has(address, "http", "https")),
                                    () -> "The certificate names as addresses of its issuer's certificate: "
                                            + Quoted.list(addresses) + "; it should name one that begins with http.");
                        }),
                Rule.hard(
                        "status_address",
                        "EN 319 412-2, GEN-4.3.11-2, GEN-4.4.1-8; eIDAS, annex III (i)",
                        "The certificate says where its status can be asked (OCSP or CRL).",
                        inspected -> {
                            List<String> addresses = Stream.concat(
                                            access(inspected, AccessDescription.id_ad_ocsp).stream(),
                                            revocationLists(inspected).stream())
                                    .toList();
                            return Judgement.fulfilledIf(
                                    addresses.stream().anyMatch(address -> has(address, "http", "https", "ldap")),
                                    () -> "The certificate names as addresses of its status: " + Quoted.list(addresses)
                                            + "; it should name one of OCSP or a CRL that begins with http.");
                        }),
                Rule.warning(
                        "authority_key",
                        "EN 319 412-2, GEN-4.3.1-1; RFC 5280, 4.2.1.1",
                        "The certificate names its issuer's key (AKI).",
                        ExtensionRules::authorityKey),
                Rule.finding(
                        "authority_key_of_issuer",
                        "RFC 5280, 4.2.1.1",
                        "The key that the certificate names as its issuer's (AKI) is that of the issuer.",
                        ExtensionRules::authorityKeyOfIssuer));
    }

    private static Judgement syntax(Inspected inspected) {
        List<String> damaged = ExtensionSyntax.damaged(inspected.certificate());
        return Judgement.fulfilledIf(
                damaged.isEmpty(),
                () -> "The certificate's " + Quoted.list(damaged)
                        + " cannot be read: each should be written as its standard says, with nothing behind it, or"
                        + " programs refuse the certificate.");
    }

    private static Judgement keyUsage(Inspected inspected) throws IOException {
        List<KeyUsageType> expected = inspected.issuer().keyUsages();
        if (expected.isEmpty()) {
            return Judgement.notJudged("The issuer's profile asks for no type of key usage.");
        }
        Optional<KeyUsage> usage =
                inspected.certificate().value(Extension.keyUsage).map(KeyUsage::getInstance);
        Optional<KeyUsageType> type = usage.flatMap(KeyUsageType::of);
        return Judgement.fulfilledIf(
                type.filter(expected::contains).isPresent(),
                () -> "The key usage is " + usage.map(ExtensionRules::shown).orElse("missing")
                        + type.map(it -> " (type " + it + ")").orElse("") + "; it should be of the type "
                        + expected.stream().map(KeyUsageType::name).collect(Collectors.joining(" or "))
                        + " (nonRepudiation, or digitalSignature too).");
    }

    private static String shown(KeyUsage usage) {
        Map<Integer, String> names = Map.of(
                KeyUsage.digitalSignature, "digitalSignature",
                KeyUsage.nonRepudiation, "nonRepudiation",
                KeyUsage.keyEncipherment, "keyEncipherment",
                KeyUsage.dataEncipherment, "dataEncipherment",
                KeyUsage.keyAgreement, "keyAgreement",
                KeyUsage.keyCertSign, "keyCertSign",
                KeyUsage.cRLSign, "cRLSign",
                KeyUsage.encipherOnly, "encipherOnly",
                KeyUsage.decipherOnly, "decipherOnly");
        return Quoted.list(names.entrySet().stream()
                .filter(entry -> usage.hasUsages(entry.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .toList());
    }

    /** Returns whether the issuer's seals have the purpose, or a list of purposes with it is no limit at all. */
    static boolean isOfSeals(KeyPurposeId purpose, InspectionSettings.Issuer issuer) {
        return purpose.equals(KeyPurposeId.anyExtendedKeyUsage)
                || (issuer.keyPurposes().isEmpty()
                        ? !FOREIGN_PURPOSES.containsKey(purpose)
                        : issuer.keyPurposes().contains(purpose.getId()));
    }

    /** Returns the purposes for which the certificate's key is; none when it has no such list. */
    static List<KeyPurposeId> purposes(CertificateFields certificate) throws IOException {
        return certificate
                .value(Extension.extendedKeyUsage)
                .map(value -> List.of(ExtendedKeyUsage.getInstance(value).getUsages()))
                .orElse(List.of());
    }

    private static Judgement extendedKeyUsage(Inspected inspected) throws IOException {
        List<String> foreign = purposes(inspected.certificate()).stream()
                .filter(FOREIGN_PURPOSES::containsKey)
                .map(FOREIGN_PURPOSES::get)
                .toList();
        return Judgement.fulfilledIf(
                foreign.isEmpty(),
                () -> "The key is for " + String.join(", ", foreign)
                        + ", so that this is a web site's, a time-stamp's or an OCSP responder's certificate; it should be a seal's.");
    }

    private static Judgement purposesOfIssuer(Inspected inspected) throws IOException {
        List<String> expected = inspected.issuer().keyPurposes();
        if (expected.isEmpty()) {
            return Judgement.notJudged("The issuer's profile has no list of purposes.");
        }
        // Purposes with a rule of their own are not told twice.
        List<String> others = purposes(inspected.certificate()).stream()
                .filter(purpose ->
                        !FOREIGN_PURPOSES.containsKey(purpose) && !purpose.equals(KeyPurposeId.anyExtendedKeyUsage))
                .map(KeyPurposeId::getId)
                .filter(purpose -> !expected.contains(purpose))
                .map(purpose -> PURPOSES.containsKey(purpose) ? PURPOSES.get(purpose) + " (" + purpose + ")" : purpose)
                .toList();
        return Judgement.fulfilledIf(
                others.isEmpty(),
                () -> "The key is also for " + Quoted.list(others)
                        + ", which is no purpose of the issuer's seals; somebody should know why.");
    }

    private static Judgement revocationToBeAsked(Inspected inspected) {
        CertificateFields certificate = inspected.certificate();
        List<String> told = NOT_TO_BE_ASKED.entrySet().stream()
                .filter(extension -> certificate.has(extension.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
        return Judgement.fulfilledIf(
                told.isEmpty(),
                () -> "The certificate has the extension " + Quoted.list(told)
                        + ", so that whoever checks a seal may never ask whether it was revoked; it lasts too long for that.");
    }

    private static Judgement usagePeriod(Inspected inspected) throws IOException {
        Optional<PrivateKeyUsagePeriod> period =
                inspected.certificate().value(Extension.privateKeyUsagePeriod).map(PrivateKeyUsagePeriod::getInstance);
        if (period.isEmpty()) {
            return Judgement.fulfilled();
        }
        Optional<Instant> from = instant(period.get().getNotBefore());
        Optional<Instant> till = instant(period.get().getNotAfter());
        Instant now = inspected.now().plus(inspected.settings().clockSkew());
        Instant end = inspected.certificate().till();
        return Judgement.fulfilledIf(
                from.filter(now::isBefore).isEmpty()
                        && till.filter(end.minus(ROUNDED)::isAfter).isEmpty(),
                () -> "The certificate says that its key may be used"
                        + from.map(moment -> " from " + moment).orElse("")
                        + till.map(moment -> " until " + moment).orElse("") + "; it should be usable from now until "
                        + end + ", when the certificate ends.");
    }

    private static Optional<Instant> instant(@Nullable ASN1GeneralizedTime time) throws IOException {
        try {
            return time == null ? Optional.empty() : Optional.of(time.getDate().toInstant());
        } catch (ParseException e) {
            throw new IOException(e);
        }
    }

    private static Judgement alternativeNames(Inspected inspected) throws IOException {
        List<String> others = inspected
                .certificate()
                .value(Extension.subjectAlternativeName)
                .map(value -> Arrays.stream(GeneralNames.getInstance(value).getNames())
                        .filter(name -> !isMailbox(name) && !isOrganizationAgain(inspected, name))
                        .map(name -> KINDS_OF_NAMES.get(name.getTagNo()) + " " + name.getName())
                        .toList())
                .orElse(List.of());
        return Judgement.fulfilledIf(
                others.isEmpty(),
                () -> "The certificate also names " + Quoted.list(others)
                        + "; a seal names its organisation, and at most an e-mail address.");
    }

    /** Returns whether each value of the name is one of the subject's, or the number of its organizationIdentifier. */
    private static boolean isOrganizationAgain(Inspected inspected, GeneralName name) {
        if (name.getTagNo() != GeneralName.directoryName) {
            return false;
        }
        Set<String> own = SubjectRules.own(inspected);
        List<String> named = Arrays.stream(X500Name.getInstance(name.getName()).getRDNs())
                .flatMap(rdn -> Arrays.stream(rdn.getTypesAndValues()))
                .map(pair -> Names.normal(CertificateNames.value(pair.getValue())))
                .toList();
        return !named.isEmpty() && own.containsAll(named);
    }

    private static boolean isMailbox(GeneralName name) {
        return name.getTagNo() == GeneralName.rfc822Name
                && isMailbox(name.getName().toString());
    }

    static boolean isMailbox(String text) {
        return MAILBOX.matcher(text).matches();
    }

    /** Returns the e-mail addresses beside the subject. */
    static List<String> mailboxes(CertificateFields certificate) throws IOException {
        return certificate
                .value(Extension.subjectAlternativeName)
                .map(value -> Arrays.stream(GeneralNames.getInstance(value).getNames())
                        .filter(ExtensionRules::isMailbox)
                        .map(name -> name.getName().toString())
                        .toList())
                .orElse(List.of());
    }

    private static Judgement unexpected(Inspected inspected) throws IOException {
        CertificateFields certificate = inspected.certificate();
        List<String> found = new ArrayList<>();
        certificate.value(Extension.issuerAlternativeName).map(GeneralNames::getInstance).stream()
                .flatMap(names -> Arrays.stream(names.getNames()))
                .filter(name -> !NAMES_OF_PLACES.contains(name.getTagNo()))
                .filter(name -> name.getTagNo() != GeneralName.directoryName
                        || !X500Name.getInstance(name.getName())
                                .equals(certificate.structure().getIssuer()))
                .map(name ->
                        "another name of the issuer, " + KINDS_OF_NAMES.get(name.getTagNo()) + " " + name.getName())
                .forEach(found::add);
        certificate.value(MiscObjectIdentifiers.netscapeCertType).map(ASN1BitString::getInstance).stream()
                .filter(type -> (type.intValue() & NETSCAPE_FOREIGN) != 0)
                .map(type -> "a Netscape type of web sites, programs or CAs")
                .forEach(found::add);
        TBSCertificate signed = certificate.structure().getTBSCertificate();
        if (signed.getSubjectUniqueId() != null || signed.getIssuerUniqueId() != null) {
            found.add("a unique identifier beside the subject or the issuer, as certificates before 1996 had");
        }
        found.addAll(unknown(inspected));
        found.addAll(ExtensionContents.odd(inspected));
        certificate
                .value(CABF_IDENTIFIER)
                .map(ExtensionRules::identifier)
                .filter(identifier ->
                        !certificate.subject(BCStyle.ORGANIZATION_IDENTIFIER).contains(identifier))
                .map(identifier -> "another organisation's identifier, " + identifier)
                .ifPresent(found::add);
        PolicyRules.policies(certificate).stream()
                .filter(policy -> FOREIGN_POLICIES.stream().anyMatch(policy::startsWith))
                .map(policy -> "the policy " + policy + " (of time-stamps, programs or web sites)")
                .forEach(found::add);
        return Judgement.fulfilledIf(
                found.isEmpty(),
                () -> "The certificate has " + Quoted.list(found)
                        + ", which nobody ordered; a seal names its organisation and its issuer alone, and is for seals.");
    }

    /** Returns what seals do not have, unless the issuer's have it. */
    private static List<String> unknown(Inspected inspected) {
        CertificateFields certificate = inspected.certificate();
        List<String> ofIssuer = inspected.issuer().extensions();
        Stream<String> extensions = certificate.extensions().stream()
                .flatMap(all -> Arrays.stream(all.getExtensionOIDs()))
                .filter(id -> !KNOWN.contains(id) && !ofIssuer.contains(id.getId()))
                // One that programs do not know and that is critical has a rule of its own.
                .filter(id -> OF_NO_SEALS.containsKey(id)
                        || !certificate.extension(id).map(Extension::isCritical).orElse(false))
                .map(id -> OF_NO_SEALS.getOrDefault(id, "the extension " + id));
        Stream<String> statements = QualifiedStatements.of(certificate.certificate()).statements().stream()
                .map(statement -> statement.getStatementId().getId())
                .filter(id -> !ExtensionContents.isKnownStatement(id) && !ofIssuer.contains(id))
                .map(id -> "the QC statement " + id);
        return Stream.concat(extensions, statements).distinct().sorted().toList();
    }

    /** Returns the organizationIdentifier of which the extension is another spelling (EV guidelines, 9.8.2). */
    private static String identifier(ASN1Primitive value) {
        ASN1Sequence parts = ASN1Sequence.getInstance(value);
        String state = parts.size() > 3
                ? "+"
                        + ASN1PrintableString.getInstance(ASN1TaggedObject.getInstance(parts.getObjectAt(2)), false)
                                .getString()
                : "";
        return ((ASN1String) parts.getObjectAt(0)).getString()
                + ((ASN1String) parts.getObjectAt(1)).getString()
                + state
                + "-"
                + ((ASN1String) parts.getObjectAt(parts.size() - 1)).getString();
    }

    private static Judgement critical(Inspected inspected) {
        List<String> unknown = inspected
                .certificate()
                .extensions()
                .map(Extensions::getCriticalExtensionOIDs)
                .map(ids -> Arrays.stream(ids)
                        .filter(id -> !CRITICAL.contains(id))
                        .map(ASN1ObjectIdentifier::getId)
                        .toList())
                .orElse(List.of());
        return Judgement.fulfilledIf(
                unknown.isEmpty(),
                () -> "The extensions " + Quoted.list(unknown)
                        + " are marked as critical, so that programs that do not know them refuse the seal; they should not be.");
    }

    private static List<String> access(Inspected inspected, ASN1ObjectIdentifier method) throws IOException {
        return inspected
                .certificate()
                .value(Extension.authorityInfoAccess)
                .map(value -> Arrays.stream(
                                AuthorityInformationAccess.getInstance(value).getAccessDescriptions())
                        .filter(access -> access.getAccessMethod().equals(method))
                        .flatMap(access -> address(access.getAccessLocation()).stream())
                        .toList())
                .orElse(List.of());
    }

    private static List<String> revocationLists(Inspected inspected) throws IOException {
        List<String> addresses = new ArrayList<>();
        var value = inspected.certificate().value(Extension.cRLDistributionPoints);
        if (value.isPresent()) {
            for (DistributionPoint point : CRLDistPoint.getInstance(value.get()).getDistributionPoints()) {
                DistributionPointName name = point.getDistributionPoint();
                if (name != null && name.getType() == DistributionPointName.FULL_NAME) {
                    for (GeneralName place :
                            GeneralNames.getInstance(name.getName()).getNames()) {
                        address(place).ifPresent(addresses::add);
                    }
                }
            }
        }
        return addresses;
    }

    private static Optional<String> address(GeneralName name) {
        return name.getTagNo() == GeneralName.uniformResourceIdentifier && name.getName() instanceof ASN1String text
                ? Optional.of(text.getString())
                : Optional.empty();
    }

    private static boolean has(String address, String... schemes) {
        try {
            URI uri = URI.create(address);
            return uri.getHost() != null
                    && uri.getScheme() != null
                    && Set.of(schemes).contains(uri.getScheme().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Judgement authorityKey(Inspected inspected) throws IOException {
        return Judgement.fulfilledIf(
                authorityKey(inspected.certificate()).isPresent(),
                () -> "The certificate does not name its issuer's key (AKI); it should.");
    }

    private static Optional<byte[]> authorityKey(CertificateFields certificate) throws IOException {
        return certificate
                .value(Extension.authorityKeyIdentifier)
                .map(value -> AuthorityKeyIdentifier.getInstance(value).getKeyIdentifierOctets());
    }

    private static Judgement authorityKeyOfIssuer(Inspected inspected) throws IOException {
        Optional<byte[]> named = authorityKey(inspected.certificate());
        if (inspected.path().isEmpty() || named.isEmpty()) {
            return Judgement.notJudged(
                    "There is no path to a trusted CA, or the certificate names no key of its issuer.");
        }
        byte[] issuers = inspected.path().get(1).getExtensionValue(Extension.subjectKeyIdentifier.getId());
        return Judgement.fulfilledIf(
                issuers == null
                        || Arrays.equals(
                                ASN1OctetString.getInstance(ASN1OctetString.getInstance(issuers)
                                                .getOctets())
                                        .getOctets(),
                                named.get()),
                () ->
                        "The certificate names another key as its issuer's (AKI) than the one that its issuer has; both should be the"
                                + " same, or programs cannot find out whether it is revoked.");
    }
}
