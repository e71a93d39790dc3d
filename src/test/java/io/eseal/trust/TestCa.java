package io.eseal.trust;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.cert.ocsp.jcajce.JcaBasicOCSPRespBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * Somebody with a key and a certificate, who can issue further ones. Times are real ones: DSS asks no clock of ours.
 */
record TestCa(KeyPair keys, X509Certificate certificate) {

    static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    static final Instant SINCE = NOW.minus(Duration.ofDays(2));
    static final Instant UNTIL = NOW.plus(Duration.ofDays(700));
    static final Date REVOKED_AT = Date.from(NOW.minus(Duration.ofHours(3)));

    private static final SecureRandom RANDOM = new SecureRandom();

    /** What a certificate is to have in it. */
    interface Extensions {
        void addTo(X509v3CertificateBuilder builder) throws IOException;
    }

    static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A CA with a certificate of its own hand. */
    static TestCa root(String name) {
        KeyPair keys = newKeys();
        return new TestCa(
                keys, issue(name, keys, new X500Name(name), keys, SINCE, UNTIL, "SHA256withECDSA", TestCa::asCa));
    }

    /** Who signs lists. */
    static TestCa listSigner(String name) {
        KeyPair keys = newKeys();
        return new TestCa(
                keys, issue(name, keys, new X500Name(name), keys, SINCE, UNTIL, "SHA256withECDSA", builder -> {
                    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
                    builder.addExtension(
                            Extension.extendedKeyUsage,
                            false,
                            new ExtendedKeyUsage(KeyPurposeId.getInstance(new ASN1ObjectIdentifier("0.4.0.2231.3.0"))));
                }));
    }

    TestCa ca(String name, Extensions... more) {
        KeyPair keys = newKeys();
        return new TestCa(keys, issue(name, keys, SINCE, UNTIL, "SHA256withECDSA", all(TestCa::asCa, more)));
    }

    /** The certificate of a qualified seal, with these extensions besides. */
    X509Certificate seal(Extensions... more) {
        return seal(SINCE.plus(Duration.ofDays(1)), UNTIL.minus(Duration.ofDays(1)), "SHA256withECDSA", more);
    }

    X509Certificate seal(Instant from, Instant till, String algorithm, Extensions... more) {
        return issue("CN=Example NV,O=Example NV,C=BE", newKeys(), from, till, algorithm, all(TestCa::asSeal, more));
    }

    private static Extensions all(Extensions first, Extensions... more) {
        return builder -> {
            first.addTo(builder);
            for (Extensions extensions : more) {
                extensions.addTo(builder);
            }
        };
    }

    X509Certificate issue(
            String name, KeyPair subject, Instant from, Instant till, String algorithm, Extensions extensions) {
        return issue(
                name,
                subject,
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
                keys,
                from,
                till,
                algorithm,
                extensions);
    }

    private static X509Certificate issue(
            String name,
            KeyPair subject,
            X500Name issuer,
            KeyPair signer,
            Instant from,
            Instant till,
            String algorithm,
            Extensions extensions) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    new BigInteger(100, RANDOM).setBit(99),
                    Date.from(from),
                    Date.from(till),
                    new X500Name(name),
                    subject.getPublic());
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(subject.getPublic()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(signer.getPublic()));
            extensions.addTo(builder);
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(signer.getPrivate())));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    static void asCa(X509v3CertificateBuilder builder) throws IOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    }

    static void asSeal(X509v3CertificateBuilder builder) throws IOException {
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.nonRepudiation));
        builder.addExtension(
                Extension.certificatePolicies,
                false,
                new CertificatePolicies(new PolicyInformation(new ASN1ObjectIdentifier("0.4.0.194112.1.3"))));
        builder.addExtension(Extension.qCStatements, false, new DERSequence(new ASN1Encodable[] {
            new DERSequence(new ASN1ObjectIdentifier("0.4.0.1862.1.1")),
            new DERSequence(new ASN1ObjectIdentifier("0.4.0.1862.1.4")),
            new DERSequence(new ASN1Encodable[] {
                new ASN1ObjectIdentifier("0.4.0.1862.1.6"),
                new DERSequence(new ASN1ObjectIdentifier("0.4.0.1862.1.6.2"))
            })
        }));
    }

    /** Where a certificate says that OCSP, or its issuer's certificate, is. */
    static Extensions access(ASN1ObjectIdentifier method, String... addresses) {
        return builder -> builder.addExtension(
                Extension.authorityInfoAccess,
                false,
                new AuthorityInformationAccess(Stream.of(addresses)
                        .map(address -> new AccessDescription(
                                method, new GeneralName(GeneralName.uniformResourceIdentifier, address)))
                        .toArray(AccessDescription[]::new)));
    }

    static Extensions ocspAt(String... addresses) {
        return access(AccessDescription.id_ad_ocsp, addresses);
    }

    static Extensions issuerAt(String address) {
        return access(AccessDescription.id_ad_caIssuers, address);
    }

    static Extensions crlAt(String... addresses) {
        return pointsAt(Extension.cRLDistributionPoints, addresses);
    }

    static Extensions deltaCrlAt(String... addresses) {
        return pointsAt(Extension.freshestCRL, addresses);
    }

    private static Extensions pointsAt(ASN1ObjectIdentifier extension, String... addresses) {
        return builder -> builder.addExtension(
                extension,
                false,
                new CRLDistPoint(Stream.of(addresses)
                        .map(address -> new DistributionPoint(
                                new DistributionPointName(new GeneralNames(
                                        new GeneralName(GeneralName.uniformResourceIdentifier, address))),
                                null,
                                null))
                        .toArray(DistributionPoint[]::new)));
    }

    byte[] crl(Optional<X509Certificate> revoked, Instant nextUpdate) {
        return crl(revoked, Optional.of(nextUpdate));
    }

    byte[] crl(Optional<X509Certificate> revoked, Optional<Instant> nextUpdate) {
        return crl(revoked, nextUpdate, REVOKED_AT);
    }

    /** A CRL with one certificate on it, or none. */
    byte[] crl(Optional<X509Certificate> revoked, Optional<Instant> nextUpdate, Date revokedAt) {
        return crl(
                builder -> revoked.ifPresent(
                        it -> builder.addCRLEntry(it.getSerialNumber(), revokedAt, CRLReason.keyCompromise)),
                nextUpdate);
    }

    /** What a CRL is to have in it. */
    interface Entries {
        void addTo(X509v2CRLBuilder builder) throws IOException;
    }

    byte[] crl(Entries entries, Optional<Instant> nextUpdate) {
        try {
            JcaX509v2CRLBuilder builder =
                    new JcaX509v2CRLBuilder(certificate.getSubjectX500Principal(), Date.from(SINCE));
            nextUpdate.map(Date::from).ifPresent(builder::setNextUpdate);
            entries.addTo(builder);
            return new JcaX509CRLConverter()
                    .getCRL(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())))
                    .getEncoded();
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    static CertificateStatus revoked() {
        return new RevokedStatus(REVOKED_AT, CRLReason.keyCompromise);
    }

    static CertificateStatus unknown() {
        return new UnknownStatus();
    }

    /** An OCSP request with a nonce. */
    static byte[] question(X509Certificate certificate, X509Certificate issuer) {
        try {
            return new OCSPReqBuilder()
                    .addRequest(new CertificateID(
                            new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                            new JcaX509CertificateHolder(issuer),
                            certificate.getSerialNumber()))
                    .setRequestExtensions(new org.bouncycastle.asn1.x509.Extensions(new Extension(
                            OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(new byte[16]))))
                    .build()
                    .getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The answer to an OCSP request by whoever this is, with the nonce of the request. */
    byte[] ocsp(byte[] request, CertificateStatus status, Instant thisUpdate) {
        return ocsp(request, status, thisUpdate, nonce -> nonce);
    }

    byte[] ocsp(byte[] request, CertificateStatus status, Instant thisUpdate, UnaryOperator<Extension> nonce) {
        return ocsp(
                request,
                Stream.of(asked(request).getRequestList())
                        .map(single -> new Told(single.getCertID(), status))
                        .toList(),
                thisUpdate,
                nonce);
    }

    private static OCSPReq asked(byte[] request) {
        try {
            return new OCSPReq(request);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A status within an OCSP answer. */
    record Told(
            CertificateID about, CertificateStatus status, Optional<org.bouncycastle.asn1.x509.Extensions> extensions) {

        Told(CertificateID about, CertificateStatus status) {
            this(about, status, Optional.empty());
        }

        Told with(Extension extension) {
            return new Told(about, status, Optional.of(new org.bouncycastle.asn1.x509.Extensions(extension)));
        }

        /** The certificate named by another hash than SHA-1. */
        static Told by(
                ASN1ObjectIdentifier hash, X509Certificate certificate, TestCa issuer, CertificateStatus status) {
            try {
                return new Told(
                        new CertificateID(
                                new JcaDigestCalculatorProviderBuilder().build().get(new AlgorithmIdentifier(hash)),
                                new JcaX509CertificateHolder(issuer.certificate()),
                                certificate.getSerialNumber()),
                        status);
            } catch (GeneralSecurityException | OperatorCreationException | OCSPException e) {
                throw new IllegalStateException(e);
            }
        }

        static Told of(X509Certificate certificate, TestCa issuer, CertificateStatus status) {
            return new Told(
                    asked(question(certificate, issuer.certificate()))
                            .getRequestList()[0]
                            .getCertID(),
                    status);
        }
    }

    byte[] ocsp(byte[] request, List<Told> told, Instant thisUpdate, UnaryOperator<Extension> nonce) {
        return ocsp(
                request,
                told,
                thisUpdate,
                nonce,
                keys.getPrivate() instanceof RSAKey ? "SHA256withRSA" : "SHA256withECDSA");
    }

    /** The answer "good" or another to an OCSP request, signed by that algorithm. */
    byte[] ocspSigned(String algorithm, byte[] request, CertificateStatus status) {
        List<Told> told = Stream.of(asked(request).getRequestList())
                .map(single -> new Told(single.getCertID(), status))
                .toList();
        return ocsp(request, told, NOW, nonce -> nonce, algorithm);
    }

    private byte[] ocsp(
            byte[] request, List<Told> told, Instant thisUpdate, UnaryOperator<Extension> nonce, String algorithm) {
        try {
            OCSPReq asked = asked(request);
            BasicOCSPRespBuilder builder = new JcaBasicOCSPRespBuilder(
                    keys.getPublic(),
                    new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1));
            for (Told single : told) {
                builder.addResponse(
                        single.about(),
                        single.status(),
                        Date.from(thisUpdate),
                        Date.from(thisUpdate.plus(Duration.ofHours(1))),
                        single.extensions().orElse(null));
            }
            Extension echo = nonce.apply(asked.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce));
            builder.setResponseExtensions(new org.bouncycastle.asn1.x509.Extensions(echo));
            OCSPResp answer = new OCSPRespBuilder()
                    .build(
                            OCSPRespBuilder.SUCCESSFUL,
                            builder.build(
                                    new JcaContentSignerBuilder(algorithm).build(keys.getPrivate()),
                                    new JcaX509CertificateHolder[] {new JcaX509CertificateHolder(certificate)},
                                    Date.from(thisUpdate)));
            return answer.getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
