package io.eseal.faults;

import io.eseal.ledger.OrderLedger;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;

/**
 * Builds the service without its compare-and-set, so that everybody who wants to send an order may, which proves that
 * the tests can fail.
 */
final class UnguardedApplication {

    private static final String CONDITION =
            " and state = 'INTENT' and fencing_no = :fencing and not closed and not barred";

    private UnguardedApplication() {}

    /** Writes the changed ledger below the directory, to stand first on a class path. */
    static Path classes(Path directory) {
        String name = OrderLedger.class.getName().replace('.', '/') + ".class";
        try (InputStream original = OrderLedger.class.getClassLoader().getResourceAsStream(name)) {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, withoutCondition(original.readAllBytes()));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] withoutCondition(byte[] original) {
        AtomicInteger found = new AtomicInteger();
        ClassWriter changed = new ClassWriter(0);
        new ClassReader(original)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, changed) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                return new MethodVisitor(
                                        Opcodes.ASM9,
                                        super.visitMethod(access, name, descriptor, signature, exceptions)) {
                                    /** The compiler joins texts by a recipe that holds those it knows. */
                                    @Override
                                    public void visitInvokeDynamicInsn(
                                            String name, String descriptor, Handle bootstrap, Object... arguments) {
                                        Object[] without = Arrays.stream(arguments)
                                                .map(argument ->
                                                        argument instanceof String recipe && recipe.contains(CONDITION)
                                                                ? recipe.replace(CONDITION, "")
                                                                : argument)
                                                .toArray();
                                        found.addAndGet(Arrays.equals(without, arguments) ? 0 : 1);
                                        super.visitInvokeDynamicInsn(name, descriptor, bootstrap, without);
                                    }
                                };
                            }
                        },
                        0);
        if (found.get() != 1) {
            throw new AssertionError(
                    "the condition of the claim stands " + found + " times in the ledger, not once: " + CONDITION);
        }
        return changed.toByteArray();
    }
}
