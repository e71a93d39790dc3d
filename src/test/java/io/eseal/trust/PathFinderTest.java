package io.eseal.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.trust.PathFinder.Found;
import io.eseal.trust.TestCa.Extensions;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PathFinderTest {

    private static final Instant NOW = TestCa.NOW;
    private static final Duration DAY = Duration.ofDays(1);
    private static final TestCa ROOT = TestCa.root("CN=Root,C=BE");
    private static final TestCa ISSUER = ROOT.ca("CN=Issuer,C=BE");
    private static final X509Certificate SEAL = ISSUER.seal();

    private static Found find(X509Certificate leaf, TestCa anchor, TestCa... others) {
        return PathFinder.find(
                leaf, List.of(others).stream().map(TestCa::certificate).toList(), List.of(anchor.certificate()), NOW);
    }

    private static void refused(Found found, String why) {
        assertThat(found.path()).isEmpty();
        assertThat(found.whyNot())
                .hasValueSatisfying(sentence -> assertThat(sentence).contains(why));
    }

    /** An issuer below the root, of another kind. */
    private static TestCa issuer(Instant from, Instant till, String algorithm, Extensions extensions) {
        KeyPair keys = TestCa.newKeys();
        return new TestCa(keys, ROOT.issue("CN=Issuer,C=BE", keys, from, till, algorithm, extensions));
    }

    private static TestCa issuer(Extensions extensions) {
        return issuer(TestCa.SINCE, TestCa.UNTIL, "SHA256withECDSA", extensions);
    }

    @Test
    void the_way_to_the_anchor_is_found_whatever_came_in_whatever_order() {
        TestCa stranger = TestCa.root("CN=Root,C=BE");
        Found found = find(SEAL, ROOT, stranger, ROOT, ISSUER, stranger.ca("CN=Issuer,C=BE"));
        assertThat(found.whyNot()).isEmpty();
        assertThat(found.path()).containsExactly(SEAL, ISSUER.certificate(), ROOT.certificate());
    }

    @Test
    void an_issuer_that_is_an_anchor_itself_needs_no_root() {
        assertThat(find(SEAL, ISSUER).path()).containsExactly(SEAL, ISSUER.certificate());
    }

    @Test
    void nobody_is_believed_because_he_came_along() {
        TestCa stranger = TestCa.root("CN=Stranger,C=BE");
        refused(find(stranger.seal(), ROOT, stranger), "No trusted CA signed the certificate; its issuer is");
    }

    @Test
    void a_root_of_the_same_name_with_another_key_is_told_as_such() {
        refused(find(TestCa.root("CN=Root,C=BE").seal(), ROOT), "but another key");
        TestCa stranger = TestCa.root("CN=Root,C=BE").ca("CN=Issuer,C=BE");
        refused(find(stranger.seal(), ROOT, stranger), "No trusted CA signed");
    }

    @Test
    void an_issuer_that_had_ended_issues_nothing() {
        TestCa issuer = issuer(TestCa.SINCE, NOW.minus(DAY), "SHA256withECDSA", TestCa::asCa);
        refused(find(issuer.seal(), ROOT, issuer), "CN=Issuer had ended");
        refused(find(issuer.seal(), issuer), "CN=Issuer had ended");
    }

    @Test
    void an_issuer_that_is_not_valid_yet_issues_nothing() {
        TestCa issuer = issuer(NOW.plus(DAY), TestCa.UNTIL, "SHA256withECDSA", TestCa::asCa);
        refused(find(issuer.seal(), ROOT, issuer), "CN=Issuer was not valid yet");
        refused(find(issuer.seal(), issuer), "CN=Issuer was not valid yet");
    }

    @Test
    void what_is_no_ca_issues_nothing() {
        TestCa issuer = issuer(builder -> {});
        refused(find(issuer.seal(), ROOT, issuer), "CN=Issuer is no CA's");
        TestCa leaf =
                issuer(builder -> builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false)));
        refused(find(leaf.seal(), leaf), "is no CA's");
    }

    @Test
    void a_ca_that_must_not_sign_certificates_issues_nothing() {
        TestCa issuer = issuer(builder -> {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign));
        });
        refused(find(issuer.seal(), ROOT, issuer), "must not sign certificates");
        refused(find(issuer.seal(), issuer), "must not sign certificates");
    }

    @Test
    void a_ca_has_no_more_cas_below_it_than_it_may() {
        TestCa above = issuer(builder -> {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
        });
        TestCa below = above.ca("CN=Below,C=BE");
        refused(find(below.seal(), ROOT, above, below), "below more CAs than one of them permits");
        refused(find(below.seal(), above, below), "has more CAs below it than it permits");
        assertThat(find(above.seal(), above).path()).hasSize(2);
    }

    @Test
    void a_ca_names_nobody_outside_of_its_names() {
        TestCa issuer = issuer(builder -> {
            TestCa.asCa(builder);
            builder.addExtension(
                    Extension.nameConstraints,
                    true,
                    new NameConstraints(
                            new GeneralSubtree[] {new GeneralSubtree(new GeneralName(new X500Name("C=DE")))}, null));
        });
        refused(find(issuer.seal(), ROOT, issuer), "name that its CA must not give");
        refused(find(issuer.seal(), issuer), "name that its CA must not give");
        X509Certificate german = issuer.issue(
                "C=DE,O=Example AG", TestCa.newKeys(), TestCa.SINCE, TestCa.UNTIL, "SHA256withECDSA", b -> {});
        assertThat(find(german, issuer).path()).hasSize(2);
    }

    @Test
    void sha_1_signs_nothing() {
        refused(
                find(ISSUER.seal(TestCa.SINCE, TestCa.UNTIL, "SHA1withECDSA"), ROOT, ISSUER),
                "is signed by SHA1withECDSA, which is too weak");
        TestCa issuer = issuer(TestCa.SINCE, TestCa.UNTIL, "SHA1withECDSA", TestCa::asCa);
        refused(find(issuer.seal(), ROOT, issuer), "is signed by SHA1withECDSA, which is too weak");
    }

    @Test
    void a_certificate_outside_of_its_days_is_no_good() {
        refused(
                find(ISSUER.seal(TestCa.SINCE, NOW.minus(DAY), "SHA256withECDSA"), ROOT, ISSUER),
                "CN=Example NV had ended");
        refused(
                find(ISSUER.seal(NOW.plus(DAY), TestCa.UNTIL, "SHA256withECDSA"), ROOT, ISSUER),
                "CN=Example NV was not valid yet");
    }

    @Test
    void a_critical_extension_that_nobody_knows_is_no_good() {
        refused(
                find(
                        ISSUER.seal(builder ->
                                builder.addExtension(new ASN1ObjectIdentifier("1.2.3.4"), true, DERNull.INSTANCE)),
                        ROOT,
                        ISSUER),
                "critical extension that is not known");
    }

    /** Some CAs mark them; what they say is judged elsewhere. */
    @Test
    void critical_statements_of_a_qualified_certificate_are_known() {
        KeyPair keys = TestCa.newKeys();
        X509Certificate seal = ISSUER.issue(
                "CN=Example NV",
                keys,
                TestCa.SINCE,
                TestCa.UNTIL,
                "SHA256withECDSA",
                builder -> builder.addExtension(Extension.qCStatements, true, new DERSequence()));
        assertThat(find(seal, ROOT, ISSUER).path()).hasSize(3);
    }

    @Test
    @Timeout(20)
    void a_crowd_of_issuers_of_one_another_ends_the_search() {
        KeyPair keys = TestCa.newKeys();
        TestCa one = new TestCa(keys, ROOT.certificate());
        List<X509Certificate> crowd = IntStream.range(0, 30)
                .mapToObj(i -> one.issue(
                        "CN=Root,C=BE",
                        keys,
                        TestCa.SINCE.plusSeconds(i),
                        TestCa.UNTIL,
                        "SHA256withECDSA",
                        TestCa::asCa))
                .toList();
        assertThat(PathFinder.find(one.seal(), crowd, List.of(ROOT.certificate()), NOW)
                        .path())
                .isEmpty();
    }

    @Test
    void whoever_goes_round_in_circles_gets_nowhere() {
        TestCa one = TestCa.root("CN=One");
        TestCa two = TestCa.root("CN=Two");
        TestCa oneByTwo = new TestCa(
                one.keys(),
                two.issue("CN=One", one.keys(), TestCa.SINCE, TestCa.UNTIL, "SHA256withECDSA", TestCa::asCa));
        TestCa twoByOne = new TestCa(
                two.keys(),
                one.issue("CN=Two", two.keys(), TestCa.SINCE, TestCa.UNTIL, "SHA256withECDSA", TestCa::asCa));
        refused(find(one.seal(), ROOT, one, two, oneByTwo, twoByOne), "No trusted CA signed");
        assertThat(PathFinder.find(
                                SEAL, Collections.nCopies(1000, ISSUER.certificate()), List.of(ROOT.certificate()), NOW)
                        .path())
                .hasSize(3);
    }
}
