package io.eseal.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eseal.fixtures.RandomCases;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which archives are read, and which are refused because two programs could show two things. */
class ZipEntriesTest {

    private static final String TYPE = "application/vnd.etsi.asic-e+zip";
    private static final int CENTRAL = 0x02014b50;

    @TempDir
    private Path files;

    private static byte[] zip(Consumer<ZipOutputStream> more, String... names) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            add(zip, new ZipEntry("mimetype"), TYPE);
            for (String name : names) {
                add(zip, new ZipEntry(name), name.endsWith("/") ? "" : "what is in " + name);
            }
            more.accept(zip);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static byte[] zip(String... names) {
        return zip(zip -> {}, names);
    }

    private static void add(ZipOutputStream zip, ZipEntry entry, String text) {
        try {
            zip.putNextEntry(entry);
            zip.write(text.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> names(byte[] zip) throws IOException, ProofRefusedException {
        return ZipEntries.read(zip, 20, 100_000).stream()
                .map(ZipEntries.Entry::name)
                .toList();
    }

    private static void assertRefused(byte[] zip) {
        assertThatThrownBy(() -> names(zip))
                .isInstanceOf(ProofRefusedException.class)
                .hasMessageContaining("not read alike by all programs");
    }

    @Test
    void what_programs_write_is_read() throws Exception {
        assertThat(names(zip("proof.txt", "META-INF/", "META-INF/signature.p7s")))
                .containsExactly("mimetype", "proof.txt", "META-INF/", "META-INF/signature.p7s");
        assertThat(names(zip("Prüfung, 証明.txt"))).contains("Prüfung, 証明.txt");
        assertThat(names(zip(zip -> add(zip, stored(), "text")))).contains("stored.txt");
        assertThat(names(zip(zip -> add(zip, withTimes(), "text")))).contains("times.txt");
        assertThat(names(zip("proof.txt", "proof.pdf"))).hasSize(3);
    }

    private static ZipEntry stored() {
        byte[] text = "text".getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(text);
        ZipEntry entry = new ZipEntry("stored.txt");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(text.length);
        entry.setCrc(crc.getValue());
        return entry;
    }

    private static ZipEntry withTimes() {
        ZipEntry entry = new ZipEntry("times.txt");
        entry.setLastModifiedTime(FileTime.fromMillis(1_700_000_000_000L));
        entry.setCreationTime(FileTime.fromMillis(1_700_000_000_000L));
        return entry;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mimetype=application/vnd.etsi.asic-e+zip",
                "LIB DigiDoc4j/5.3.1 format: application/vnd.etsi.asic-e+zip signatureProfile: XAdES_BASELINE_LT Java: 17",
            })
    void the_comments_of_programs_that_make_containers_are_read(String comment) throws Exception {
        assertThat(names(zip(zip -> zip.setComment(comment), "proof.txt"))).hasSize(2);
        assertThat(names(zip(zip -> add(zip, commented(comment), "text")))).hasSize(2);
    }

    private static ZipEntry commented(String comment) {
        ZipEntry entry = new ZipEntry("commented.txt");
        entry.setComment(comment);
        return entry;
    }

    @Test
    void other_comments_are_refused() {
        assertRefused(zip(zip -> zip.setComment("Contract of sale"), "proof.txt"));
        assertRefused(zip(zip -> add(zip, commented("Contract of sale"), "text")));
    }

    /** What somebody may change in an archive of two entries, so that programs differ. */
    private enum Trick {
        ANOTHER_NAME_IN_THE_DIRECTORY {
            @Override
            void change(ByteBuffer zip) {
                zip.put(central(zip, 1) + 46, (byte) 'e');
            }
        },
        ANOTHER_NAME_BEFORE_THE_DATA {
            @Override
            void change(ByteBuffer zip) {
                zip.put(local(zip, 1) + 30, (byte) 'e');
            }
        },
        ANOTHER_SIZE {
            @Override
            void change(ByteBuffer zip) {
                zip.putInt(central(zip, 1) + 24, 3);
            }
        },
        ANOTHER_PACKED_SIZE {
            @Override
            void change(ByteBuffer zip) {
                zip.putInt(central(zip, 1) + 20, 3);
            }
        },
        THE_SIZE_OF_A_LARGE_ARCHIVE {
            @Override
            void change(ByteBuffer zip) {
                zip.putInt(central(zip, 1) + 24, -1);
            }
        },
        ANOTHER_CHECKSUM {
            @Override
            void change(ByteBuffer zip) {
                zip.putInt(central(zip, 1) + 16, 3);
            }
        },
        ANOTHER_PLACE {
            @Override
            void change(ByteBuffer zip) {
                zip.putInt(central(zip, 1) + 42, 0);
            }
        },
        ANOTHER_DISK {
            @Override
            void change(ByteBuffer zip) {
                zip.putShort(central(zip, 1) + 34, (short) 1);
            }
        },
        ANOTHER_METHOD {
            @Override
            void change(ByteBuffer zip) {
                zip.putShort(central(zip, 1) + 10, (short) 0);
            }
        },
        AN_UNUSUAL_METHOD {
            @Override
            void change(ByteBuffer zip) {
                zip.putShort(central(zip, 1) + 10, (short) 12);
                zip.putShort(local(zip, 1) + 8, (short) 12);
            }
        },
        ENCRYPTED {
            @Override
            void change(ByteBuffer zip) {
                zip.put(central(zip, 1) + 8, (byte) (zip.get(central(zip, 1) + 8) | 1));
                zip.put(local(zip, 1) + 6, (byte) (zip.get(local(zip, 1) + 6) | 1));
            }
        },
        A_LINK {
            @Override
            void change(ByteBuffer zip) {
                zip.put(central(zip, 1) + 5, (byte) 3);
                zip.putInt(central(zip, 1) + 38, 0120777 << 16);
            }
        },
        FEWER_ENTRIES {
            @Override
            void change(ByteBuffer zip) {
                zip.putShort(zip.capacity() - 22 + 8, (short) 1);
                zip.putShort(zip.capacity() - 22 + 10, (short) 1);
            }
        },
        FEWER_ENTRIES_ON_THIS_DISK {
            @Override
            void change(ByteBuffer zip) {
                zip.putShort(zip.capacity() - 22 + 8, (short) 1);
            }
        },
        A_DIRECTORY_THAT_BEGINS_LATER {
            @Override
            void change(ByteBuffer zip) {
                zip.putShort(zip.capacity() - 22 + 8, (short) 1);
                zip.putShort(zip.capacity() - 22 + 10, (short) 1);
                int second = central(zip, 1);
                zip.putInt(zip.capacity() - 22 + 12, zip.capacity() - 22 - second);
                zip.putInt(zip.capacity() - 22 + 16, second);
            }
        };

        abstract void change(ByteBuffer zip);

        private static int central(ByteBuffer zip, int which) {
            int at = zip.getInt(zip.capacity() - 22 + 16);
            for (int i = 0; i < which; i++) {
                at += 46 + zip.getShort(at + 28) + zip.getShort(at + 30) + zip.getShort(at + 32);
            }
            assertThat(zip.getInt(at)).isEqualTo(CENTRAL);
            return at;
        }

        private static int local(ByteBuffer zip, int which) {
            return zip.getInt(central(zip, which) + 42);
        }
    }

    @ParameterizedTest
    @EnumSource(Trick.class)
    void an_archive_that_says_two_things_is_refused(Trick trick) throws Exception {
        byte[] zip = zip("proof.txt");
        assertThat(names(zip)).hasSize(2);
        trick.change(ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN));
        assertRefused(zip);
    }

    /** Info-ZIP knows the size, and neither the sum nor the packed size, when it writes to a pipe. */
    @Test
    void what_follows_the_data_may_stand_before_it_too_and_then_is_the_same() throws Exception {
        for (int field : List.of(14, 18, 22)) {
            for (int difference : List.of(0, 1)) {
                byte[] zip = zip("proof.txt");
                ByteBuffer buffer = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
                assertThat(buffer.getInt(Trick.local(buffer, 1) + field)).isZero();
                int truth = buffer.getInt(Trick.central(buffer, 1) + field + 2);
                buffer.putInt(Trick.local(buffer, 1) + field, truth + difference);
                if (difference == 0) {
                    assertThat(names(zip)).containsExactly("mimetype", "proof.txt");
                } else {
                    assertRefused(zip);
                }
            }
        }
    }

    @Test
    void archives_one_after_the_other_are_refused() {
        byte[] one = zip("proof.txt");
        byte[] other = zip("contract.txt");
        assertRefused(joined(one, other));
        assertRefused(joined(one, new byte[1]));
        assertRefused(joined(new byte[1], one));
        assertRefused(joined("#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII), one));
        // Others read this one without a complaint: its places are right.
        byte[] shifted = joined(Arrays.copyOf(one, one.length - 22), other);
        ByteBuffer directory = ByteBuffer.wrap(shifted).order(ByteOrder.LITTLE_ENDIAN);
        int end = shifted.length - 22;
        directory.putInt(end + 16, directory.getInt(end + 16) + one.length - 22);
        assertRefused(shifted);
    }

    @Test
    void something_between_the_entries_and_the_directory_is_refused() {
        byte[] zip = zip("proof.txt");
        ByteBuffer old = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int directory = old.getInt(zip.length - 22 + 16);
        byte[] gap = joined(
                joined(Arrays.copyOf(zip, directory), "text".getBytes(StandardCharsets.US_ASCII)),
                Arrays.copyOfRange(zip, directory, zip.length));
        ByteBuffer.wrap(gap).order(ByteOrder.LITTLE_ENDIAN).putInt(gap.length - 22 + 16, directory + 4);
        assertRefused(gap);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Proof.txt",
                "proof.txt.",
                "proof.txt/",
                "../proof2.txt",
                "/proof2.txt",
                "a/../proof2.txt",
                "META-INF\\proof2.txt",
                "proof2.txt:hidden",
                "proof2\u202etxt.exe",
                "a//proof2.txt",
                "\uff50roof.txt",
            })
    void a_name_that_another_machine_reads_otherwise_is_refused(String name) {
        assertRefused(zip("proof.txt", name));
    }

    @Test
    void a_field_that_renames_an_entry_is_refused() {
        ZipEntry entry = new ZipEntry("proof.txt");
        entry.setExtra(new byte[] {0x75, 0x70, 6, 0, 1, 0, 0, 0, 0, 'e'});
        assertRefused(zip(zip -> add(zip, entry, "text")));
        ZipEntry text = new ZipEntry("proof.txt");
        text.setExtra(new byte[] {0x45, 0x56, 3, 0, 'p', 'a', 'y'});
        assertRefused(zip(zip -> add(zip, text, "text")));
    }

    @Test
    void what_is_no_archive_is_told_as_unreadable() {
        assertThatThrownBy(() -> names(new byte[0])).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> names("hello".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(IOException.class);
    }

    /** The JDK's other reader goes by the directory. */
    @Test
    void what_is_read_of_a_changed_archive_is_what_the_directory_shows() throws IOException {
        Random random = RandomCases.of("changed archives");
        byte[] good = zip("proof.txt", "META-INF/", "META-INF/signature.p7s");
        for (int i = 0; i < 3000; i++) {
            byte[] changed = good.clone();
            for (int j = random.nextInt(3); j >= 0; j--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            try {
                List<ZipEntries.Entry> read = ZipEntries.read(changed, 20, 100_000);
                Path file = Files.write(files.resolve(i + ".zip"), changed);
                try (ZipFile byDirectory = new ZipFile(file.toFile())) {
                    assertThat(byDirectory.size()).isEqualTo(read.size());
                    for (ZipEntries.Entry entry : read) {
                        try (var in = byDirectory.getInputStream(byDirectory.getEntry(entry.name()))) {
                            assertThat(in.readAllBytes()).isEqualTo(entry.content());
                        }
                    }
                }
            } catch (IOException | ProofRefusedException e) {
                // Refused.
            }
        }
    }
}
