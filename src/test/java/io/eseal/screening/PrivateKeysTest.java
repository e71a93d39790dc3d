package io.eseal.screening;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.eseal.fixtures.CpuTime;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.RandomCases;
import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.OpenSSHPrivateKeyUtil;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A private key is found in every shape that people bring; a CSR, a certificate and a public key never are one. */
class PrivateKeysTest {

    private static final BouncyCastleProvider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final int CASES = 10_000;

    /** Contents of key files, by kind. */
    /** Place of the salt in an encrypted PKCS#8 key. */
    private static final int SALT = 36;

    private static final Map<String, byte[]> BINARIES = new LinkedHashMap<>();

    private static final Map<String, String> TEXTS = new LinkedHashMap<>();
    private static final List<String> HARMLESS = new ArrayList<>();
    private static final List<byte[]> HARMLESS_BINARIES = new ArrayList<>();

    @BeforeAll
    static void keys_of_all_kinds() throws Exception {
        for (KeyPair pair : List.of(
                Keys.rsa(2048),
                Keys.rsa(3072),
                Keys.ec(),
                generate("EC", new ECGenParameterSpec("secp384r1")),
                generate("Ed25519", null),
                generate("X25519", null),
                dsa())) {
            String kind = pair.getPrivate().getAlgorithm() + " " + BINARIES.size();
            byte[] pkcs8 = pair.getPrivate().getEncoded();
            BINARIES.put("PKCS#8 " + kind, pkcs8);
            TEXTS.put("PEM " + kind, Keys.pem("PRIVATE KEY", pkcs8));
            var encryptor = new JceOpenSSLPKCS8EncryptorBuilder(JcaPKCS8Generator.AES_256_CBC)
                    .setProvider(BOUNCY_CASTLE)
                    .setPassword(PASSWORD)
                    .build();
            byte[] encrypted = new JcaPKCS8Generator(pair.getPrivate(), encryptor)
                    .generate()
                    .getContent();
            BINARIES.put("encrypted PKCS#8 " + kind, encrypted);
            TEXTS.put("encrypted PEM " + kind, Keys.pem("ENCRYPTED PRIVATE KEY", encrypted));
            HARMLESS.add(Keys.pem("PUBLIC KEY", pair.getPublic().getEncoded()));
            HARMLESS_BINARIES.add(pair.getPublic().getEncoded());
            if (!kind.startsWith("X")) {
                traditional(pair, kind);
            }
        }
        for (String curve : List.of("P-256", "secp256k1", "P-384", "P-521", "B-233", "brainpoolP256r1")) {
            byte[] explicit = Keys.onExplicitCurve(curve);
            HARMLESS.add(Keys.pem("PUBLIC KEY", explicit));
            HARMLESS_BINARIES.add(explicit);
        }
        byte[] ones = new byte[100];
        Arrays.fill(ones, (byte) 0xFF);
        HARMLESS_BINARIES.add(ones);
        keyStores();
        TEXTS.put(
                "PuTTY",
                "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: eddsa-key\nPublic-Lines: 2\n"
                        + "AAAAC3NzaC1lZDI1NTE5AAAAIOc\nj5p9\n"
                        + "Private-Lines: 1\nAAAAIGJ1dCB0aGlzIGlzIG5vIHJlYWwga2V5\nPrivate-MAC: 8f3a\n");
        TEXTS.put(
                "PGP",
                "-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\n\n"
                        + "lQOYBF5w2ZYBCADW1mB3Yx0q9m8QvZq7v5l1n0mV5xJ3Zb9e\n=abcd\n-----END PGP PRIVATE KEY BLOCK-----");
        TEXTS.put(
                "SSH2",
                "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nComment: \"x\"\n"
                        + "P2/56wAAANwAAAA3aWYtbW9kbntzaWdue3JzYS1wa2NzMS1zaGEx\n---- END SSH2 ENCRYPTED PRIVATE KEY ----");
        BINARIES.put("PRIVATEKEYBLOB", MicrosoftFiles.blob((RSAPrivateCrtKey)
                Keys.rsa(2048).getPrivate()));
        BINARIES.put("PVK", MicrosoftFiles.pvk((RSAPrivateCrtKey) Keys.rsa(2048).getPrivate(), false));
        BINARIES.put(
                "encrypted PVK",
                MicrosoftFiles.pvk((RSAPrivateCrtKey) Keys.rsa(2048).getPrivate(), true));
        BINARIES.put("CNG", MicrosoftFiles.cng((RSAPrivateCrtKey) Keys.rsa(2048).getPrivate()));
        jwks((RSAPrivateCrtKey) Keys.rsa(2048).getPrivate());
    }

    private static void traditional(KeyPair pair, String kind) throws Exception {
        AsymmetricKeyParameter key =
                PrivateKeyFactory.createKey(pair.getPrivate().getEncoded());
        if (!kind.startsWith("DSA")) {
            byte[] openssh = OpenSSHPrivateKeyUtil.encodePrivateKey(key);
            TEXTS.put("OpenSSH " + kind, Keys.pem("OPENSSH PRIVATE KEY", openssh));
        }
        if (!kind.startsWith("Ed")) {
            byte[] inner = PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded())
                    .parsePrivateKey()
                    .toASN1Primitive()
                    .getEncoded();
            if (!kind.startsWith("DSA")) { // There it is the bare number.
                BINARIES.put("traditional " + kind, inner);
            }
            StringWriter text = new StringWriter();
            try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
                writer.writeObject(
                        pair.getPrivate(),
                        new JcePEMEncryptorBuilder("AES-256-CBC")
                                .setProvider(BOUNCY_CASTLE)
                                .build(PASSWORD));
            }
            TEXTS.put("encrypted traditional " + kind, text.toString());
        }
    }

    private static void keyStores() throws Exception {
        KeyPair pair = Keys.rsa(2048);
        var certificate = new JcaX509v3CertificateBuilder(
                        new X500Name("CN=x"),
                        BigInteger.ONE,
                        new Date(0),
                        new Date(1_000_000_000_000L),
                        new X500Name("CN=x"),
                        pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withRSA")
                        .setProvider(BOUNCY_CASTLE)
                        .build(pair.getPrivate()));
        HARMLESS.add(Keys.pem("CERTIFICATE", certificate.getEncoded()));
        HARMLESS_BINARIES.add(certificate.getEncoded());
        HARMLESS_BINARIES.add(pem(Keys.csr(pair)));
        HARMLESS_BINARIES.add(MicrosoftFiles.publicBlob(pair.getPublic()));
        HARMLESS.add(Keys.csr(pair));
        HARMLESS.add(Keys.csr(Keys.ec()));
        var chain = new Certificate[] {
            java.security.cert.CertificateFactory.getInstance("X.509")
                    .generateCertificate(new java.io.ByteArrayInputStream(certificate.getEncoded()))
        };
        for (String type : List.of("PKCS12", "JKS")) {
            KeyStore store = KeyStore.getInstance(type);
            store.load(null, null);
            store.setKeyEntry("x", pair.getPrivate(), PASSWORD, chain);
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            store.store(file, PASSWORD);
            BINARIES.put(type, file.toByteArray());
        }
    }

    private static void jwks(RSAPrivateCrtKey key) {
        var jwk = JsonNodeFactory.instance
                .objectNode()
                .put("kty", "RSA")
                .put("n", url(key.getModulus()))
                .put("e", "AQAB")
                .put("d", url(key.getPrivateExponent()))
                .put("p", url(key.getPrimeP()));
        TEXTS.put("JWK", jwk.toString());
        TEXTS.put("JWK in a JSON text", TextNode.valueOf(jwk.toString()).toString());
        TEXTS.put(
                "JWK twice quoted",
                TextNode.valueOf(TextNode.valueOf(jwk.toString()).toString()).toString());
        TEXTS.put(
                "pretty JWK",
                "{\n  \"keys\" : [ {\n    \"d\" : \"" + url(key.getPrivateExponent())
                        + "\",\n    \"kty\" : \"RSA\"\n} ] }");
        TEXTS.put(
                "JWK of a curve",
                "{\"crv\":\"Ed25519\",\"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\","
                        + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\",\"kty\":\"OKP\"}");
        TEXTS.put(
                "printed by openssl",
                "RSA Private-Key: (2048 bit, 2 primes)\nmodulus:\n    00:c1:22\npublicExponent: 65537 (0x10001)\n"
                        + "privateExponent:\n    00:9a:3c:44:1f:00:12:99:a0:11:de\n");
        HARMLESS.add(jwk.deepCopy().without(List.of("d", "p")).toString());
    }

    private static byte[] pem(String text) {
        return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
    }

    private static String url(BigInteger number) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(number.toByteArray());
    }

    private static KeyPair generate(String algorithm, ECGenParameterSpec spec) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (spec != null) {
            generator.initialize(spec);
        }
        return generator.generateKeyPair();
    }

    private static KeyPair dsa() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("DSA");
        generator.initialize(1024);
        return generator.generateKeyPair();
    }

    @Test
    void a_key_is_found_in_any_shape() {
        Random random = RandomCases.of("shapes of keys");
        List<String> binaries = List.copyOf(BINARIES.keySet());
        List<String> texts = List.copyOf(TEXTS.keySet());
        for (int i = 0; i < CASES; i++) {
            boolean binary = random.nextBoolean();
            String kind =
                    binary ? binaries.get(random.nextInt(binaries.size())) : texts.get(random.nextInt(texts.size()));
            String shaped = binary ? encoded(BINARIES.get(kind), random) : TEXTS.get(kind);
            String text = around(written(shaped, random), random);
            assertThat(PrivateKeys.contains(text)).as(kind + " as " + text).isTrue();
        }
    }

    /** Binary as people paste it. */
    private static String encoded(byte[] der, Random random) {
        return switch (random.nextInt(16)) {
            case 0 -> Base64.getEncoder().encodeToString(der);
            case 1 -> Base64.getUrlEncoder().withoutPadding().encodeToString(der);
            case 2 ->
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der);
            case 3 -> HexFormat.of().formatHex(der);
            case 4 -> HexFormat.ofDelimiter(":").withUpperCase().formatHex(der);
            case 5 -> HexFormat.ofDelimiter(", ").withPrefix("0x").formatHex(der);
            case 6 ->
                HexFormat.ofDelimiter(random.nextBoolean() ? "," : "\\")
                        .withPrefix(random.nextBoolean() ? "0x" : "x")
                        .formatHex(der);
            case 7 ->
                Base64.getEncoder()
                        .encodeToString(der)
                        .replaceAll(
                                ".{4}",
                                "$0" + List.of(".", " | ", ", ", "_", " - ").get(random.nextInt(5)));
            case 8 ->
                "[]byte{"
                        + IntStream.range(0, der.length)
                                .mapToObj(i -> "0x" + Integer.toHexString(der[i] & 0xff))
                                .collect(Collectors.joining(", "))
                        + "}";
            case 9 -> HexRows.xxd(der, random.nextBoolean() ? 16 : 32);
            case 10 -> HexRows.canonical(der);
            case 11 -> HexRows.od(der);
            case 12 -> HexRows.odSwapped(der);
            case 13 -> HexRows.openssl(der);
            default ->
                Keys.pem(
                        List.of("CERTIFICATE", "CERTIFICATE REQUEST", "KEY", "X")
                                .get(random.nextInt(4)),
                        der);
        };
    }

    /** Changed on its way, now and then twice. */
    private static String written(String text, Random random) {
        String written = changed(text, random);
        return random.nextInt(3) == 0 ? changed(written, random) : written;
    }

    private static String changed(String text, Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> text.replace("\n", "\r\n");
            case 1 -> text.replace("\n", " ");
            case 2 -> text.replace("\n", "\\n");
            case 3 -> text.replaceAll("(?m)^", "> ");
            case 4 -> text.replaceAll("(?m)^", "    ");
            case 5 -> URLEncoder.encode(text, StandardCharsets.UTF_8);
            case 6 -> base64(text, StandardCharsets.UTF_8);
            case 7 ->
                base64(
                        "\uFEFF" + text,
                        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)
                                .get(random.nextInt(3)));
            case 8 -> TextNode.valueOf(text).toString();
            case 9 -> "\uFEFF" + text.replace("-----", "\u2014").replace("A", "\u200BA");
            case 10 -> text.replace("\n", "<br>\n").replace("-", "&#45;");
            default -> text;
        };
    }

    private static String base64(String text, Charset charset) {
        return Base64.getEncoder().encodeToString(text.getBytes(charset));
    }

    private static String around(String text, Random random) {
        return List.of(
                        "%s",
                        "here is my key: %s thanks",
                        "{\"variables\":{\"x\":{\"value\":\"%s\",\"type\":\"File\"}}}",
                        "please find attached\n\n%s\n\nregards",
                        "authentication certificates: %s")
                .get(random.nextInt(5))
                .replace("%s", text);
    }

    @Test
    void a_key_is_found_in_literals_wherever_they_are_broken() {
        byte[] der = BINARIES.get("encrypted PKCS#8 RSA 0").clone();
        // In the salt: it stays a key, and a literal can end with a backslash.
        der[SALT + 1] = '\\';
        for (int broken = 1; broken < 2 * SALT; broken++) {
            String text = HexRows.python(Arrays.copyOfRange(der, 0, broken))
                    + "\n  "
                    + HexRows.python(Arrays.copyOfRange(der, broken, der.length));
            assertThat(PrivateKeys.contains(text)).as("at byte " + broken).isTrue();
        }
    }

    @Test
    void a_key_is_found_in_a_literal_of_bytes() {
        BINARIES.forEach((kind, der) -> {
            String python = HexRows.python(der);
            String lines = "key = ("
                    + IntStream.rangeClosed(0, der.length / 40)
                            .mapToObj(i ->
                                    HexRows.python(Arrays.copyOfRange(der, 40 * i, Math.min(der.length, 40 * i + 40))))
                            .collect(Collectors.joining("\n       "))
                    + ")";
            for (String text : List.of(
                    python,
                    "key = " + python,
                    lines,
                    TextNode.valueOf(python).toString(),
                    TextNode.valueOf(lines).toString(),
                    TextNode.valueOf(TextNode.valueOf(python).toString()).toString(),
                    URLEncoder.encode(python, StandardCharsets.UTF_8),
                    base64(python, StandardCharsets.UTF_8))) {
                assertThat(PrivateKeys.contains(text)).as(kind + " as " + text).isTrue();
            }
        });
        HARMLESS_BINARIES.forEach(
                der -> assertThat(PrivateKeys.contains(HexRows.python(der))).isFalse());
    }

    /** Searches a key as OpenSSL 3 prints it. */
    @Test
    void a_key_is_found_as_asn1parse_prints_it() {
        String number = "C1A0".repeat(32);
        String rsa = """
                    0:d=0  hl=4 l=1187 cons: SEQUENCE         \s
                    4:d=1  hl=2 l=   1 prim: INTEGER           :00
                    7:d=1  hl=4 l= 257 prim: INTEGER           :%s
                  268:d=1  hl=2 l=   3 prim: INTEGER           :010001
                  273:d=1  hl=4 l= 256 prim: INTEGER           :%s
                """.formatted(number, number);
        String ed25519 = """
                    0:d=0  hl=2 l=  46 cons: SEQUENCE         \s
                    2:d=1  hl=2 l=   1 prim: INTEGER           :00
                    5:d=1  hl=2 l=   5 cons: SEQUENCE         \s
                    7:d=2  hl=2 l=   3 prim: OBJECT            :ED25519
                   12:d=1  hl=2 l=  34 prim: OCTET STRING      [HEX DUMP]:0420B1A2
                """;
        String pkcs8 =
                ed25519.replace(":ED25519\n", ":rsaEncryption\n   18:d=2  hl=2 l=   0 prim: NULL              \n");
        String sec1 = """
                    0:d=0  hl=2 l= 119 cons: SEQUENCE         \s
                    2:d=1  hl=2 l=   1 prim: INTEGER           :01
                    5:d=1  hl=2 l=  32 prim: OCTET STRING      [HEX DUMP]:%s
                """.formatted(number.substring(64));
        for (String text : List.of(rsa, ed25519, pkcs8, sec1)) {
            assertThat(List.of(
                            text,
                            text.replace("\n", " "),
                            text.replace("\n", "\\n"),
                            text.replaceAll("(?m)^", "> "),
                            base64(text, StandardCharsets.UTF_8)))
                    .allMatch(PrivateKeys::contains);
        }
        assertThat(PrivateKeys.contains(
                        rsa.substring(0, rsa.indexOf("  273")).replace("INTEGER           :00", "NULL")))
                .isFalse();
    }

    @Test
    void a_key_is_found_in_bytes_of_any_encoding() {
        BINARIES.forEach(
                (kind, der) -> assertThat(PrivateKeys.contains(der)).as(kind).isTrue());
        TEXTS.forEach((kind, text) -> List.of(
                        StandardCharsets.UTF_8,
                        StandardCharsets.UTF_16,
                        StandardCharsets.UTF_16LE,
                        StandardCharsets.UTF_16BE,
                        Charset.forName("UTF-32"))
                .forEach(charset -> assertThat(PrivateKeys.contains(text.getBytes(charset)))
                        .as(kind + " in " + charset)
                        .isTrue()));
    }

    @Test
    void what_belongs_to_the_public_is_no_key() {
        Random random = RandomCases.of("texts without a key");
        for (int i = 0; i < CASES; i++) {
            String shaped = random.nextBoolean()
                    ? HARMLESS.get(random.nextInt(HARMLESS.size()))
                    : encoded(HARMLESS_BINARIES.get(random.nextInt(HARMLESS_BINARIES.size())), random);
            String text = around(written(shaped, random), random);
            assertThat(PrivateKeys.contains(text)).as(text).isFalse();
        }
    }

    @Test
    void any_other_number_or_text_is_no_private_key() {
        Random random = RandomCases.of("numbers that are no keys");
        none(() -> Keys.csrOfRandomBits(random));
        none(() -> new UUID(random.nextLong(), random.nextLong()) + " +49 30 " + random.nextInt(100_000_000)
                + " DE89370400440532013000 " + Instant.ofEpochSecond(random.nextInt()));
        byte[] bytes = new byte[700];
        none(() -> {
            random.nextBytes(bytes);
            return Base64.getEncoder().encodeToString(bytes);
        });
        none(() -> {
            random.nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        });
    }

    private static void none(Supplier<String> text) {
        for (int i = 0; i < CASES; i++) {
            String one = text.get();
            assertThat(PrivateKeys.contains(one)).as(one).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Never send a block that begins with -----BEGIN PRIVATE KEY----- to anybody, not even to us.",
                "Begin with your private key in a safe place, ABCDEFGH12345678",
                "Please install PuTTY and send the public key of 4096 bits",
                "{\"kty\":\"RSA\",\"n\":\"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAt\","
                        + "\"e\":\"AQAB\",\"kid\":\"2011-04-29\"}",
                ""
            })
    void words_about_keys_are_none(String text) {
        assertThat(PrivateKeys.contains(text)).isFalse();
    }

    @Test
    void what_is_missing_or_short_holds_no_key() {
        assertThat(PrivateKeys.contains((CharSequence) null)).isFalse();
        assertThat(PrivateKeys.contains((byte[]) null)).isFalse();
        assertThat(PrivateKeys.contains("-")).isFalse();
    }

    /**
     * 64 KiB of what makes a search begin at each place; the slowest took 10 s before. The limit leaves room for a busy
     * machine.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "MIIEvQIBADANBgkqhkiG",
                "MIIHAgEAMIIH",
                "MIIB9jCCAfAG",
                "-----BEGIN PRIVATE KEY-----",
                "-BEGIN A1 A1 A1 A1 ",
                "A",
                "3",
                "a-",
                "-",
                "<RSAKeyValue>",
                "<RSAKeyValue><D",
                "PuTTY-User-Key-File-1 Private-Lines ",
                "kty:RSA d: ",
                "priv: 00:00:00:",
                "priv:<br>",
                "AAAAAAAAAAAAAAAA\n",
                "%2541 MIIEvQIB&amp;",
                "\uFDFA",
                "0000 ",
                "00000000 ",
                "0000 00 ",
                "0x4,",
                "00000000: 3082 04bd 0201 0030 0d06 092a 8648 86f7  0......0...*.H..\n",
                "\\x30",
                "\\x30\\",
                "'  '",
                "MIIEvQIB-",
                "MIIE.",
                "AAAA.AAAA AAA ",
                "INTEGER :00 ",
                "4:d=1  hl=2 l=   1 prim: INTEGER           :00\n",
                "\u0007\u0002\u0000\u0000RSA2RSA2"
            })
    void a_full_body_is_read_in_no_time(String part) {
        String body = part.repeat(65_536 / part.length());
        String nested = body;
        for (int layer = 0; layer < 3; layer++) {
            String lines = base64(nested, StandardCharsets.UTF_8).replaceAll(".{16}", "$0%2520");
            nested = lines.substring(0, Math.min(lines.length(), 65_536));
        }
        for (String text : List.of(body, nested)) {
            PrivateKeys.contains(text);
            assertThat(CpuTime.of(() -> PrivateKeys.contains(text)))
                    .as(text.substring(0, 40))
                    .isLessThan(Duration.ofMillis(500));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 64, 1_001})
    void a_key_within_a_file_of_another_kind_is_found(int before) {
        byte[] junk = new byte[before];
        RandomCases.of("what stands before a key").nextBytes(junk);
        for (byte[] key : List.of(
                BINARIES.get("PKCS12"),
                TEXTS.get("PEM RSA 0").getBytes(StandardCharsets.UTF_8),
                TEXTS.get("PEM RSA 0").getBytes(StandardCharsets.UTF_16LE))) {
            byte[] file = java.util.Arrays.copyOf(junk, before + key.length + 20);
            System.arraycopy(key, 0, file, before, key.length);
            assertThat(PrivateKeys.contains(file)).isTrue();
            assertThat(PrivateKeys.contains(Base64.getEncoder().encodeToString(file)))
                    .isTrue();
        }
    }
}
