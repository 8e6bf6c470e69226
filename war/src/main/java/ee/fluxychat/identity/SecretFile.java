package ee.fluxychat.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Files that hold a secret: readable by their owner only from their first byte on, and never half written. */
public final class SecretFile {

    private static final String FILE = "rw-------";
    private static final int SECRET_BYTES = 32;

    private SecretFile() {}

    /** The secret in the file, which is created with a random one if there is none. */
    static String of(Path folder, String name) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                byte[] secret = new byte[SECRET_BYTES];
                new SecureRandom().nextBytes(secret);
                write(file, HexFormat.of().formatHex(secret));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a secret in " + file.toAbsolutePath(), e);
        }
    }

    /** Creates a folder that its owner alone can enter, unless there is one. */
    public static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
        }
    }

    /** Creates an empty file, unless there is one: for a library that will keep secrets in it. */
    public static void create(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, ownerOnly(file, FILE));
        }
    }

    /** Writes the secret in one step, over whatever the file held. */
    public static void write(Path file, String secret) throws IOException {
        createFolder(file.resolveSibling(""));
        Path draft = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(draft);
        try {
            Files.createFile(draft, ownerOnly(draft, FILE));
        } catch (FileAlreadyExistsException e) {
            throw new IOException("somebody else is writing " + file, e);
        }
        byte[] line = (secret + "\n").getBytes(StandardCharsets.UTF_8);
        Files.write(draft, line, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Where the file system knows no such permissions, the folder's have to do. */
    private static FileAttribute<?>[] ownerOnly(Path file, String permissions) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
