package io.eseal.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;

/** Builds the service with a {@link CardLeak} where cards come in, which proves that the search for cards can fail. */
final class LeakingApplication {

    private static final String RESOURCE = "io/eseal/payment/CardPaymentResource";
    private static final String LEAK = CardLeak.class.getName().replace('.', '/');

    private LeakingApplication() {}

    /** Writes the changed class and the leak below the directory, to stand first on a class path. */
    static Path classes(Path directory) {
        write(directory, RESOURCE, withLeak(read(RESOURCE)));
        write(directory, LEAK, read(LEAK));
        return directory;
    }

    private static byte[] withLeak(byte[] original) {
        AtomicInteger found = new AtomicInteger();
        ClassWriter changed = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        new ClassReader(original)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, changed) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                boolean takesCards =
                                        name.equals("pay") && descriptor.startsWith("(Ljava/lang/String;[B");
                                found.addAndGet(takesCards ? 1 : 0);
                                return new MethodVisitor(
                                        Opcodes.ASM9,
                                        super.visitMethod(access, name, descriptor, signature, exceptions)) {
                                    @Override
                                    public void visitCode() {
                                        super.visitCode();
                                        if (takesCards) {
                                            visitVarInsn(Opcodes.ALOAD, 2);
                                            visitMethodInsn(Opcodes.INVOKESTATIC, LEAK, "of", "([B)V", false);
                                        }
                                    }
                                };
                            }
                        },
                        0);
        if (found.get() != 1) {
            throw new AssertionError("cards come in at " + found + " methods, not at one");
        }
        return changed.toByteArray();
    }

    private static byte[] read(String name) {
        try (InputStream original = LeakingApplication.class.getClassLoader().getResourceAsStream(name + ".class")) {
            return original.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path directory, String name, byte[] bytes) {
        try {
            Path file = directory.resolve(name + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
