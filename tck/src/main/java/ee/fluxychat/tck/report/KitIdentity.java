package ee.fluxychat.tck.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Which kit judged: its version, the SHA-256 of its jar and of its catalogue, and the Java it ran on. */
public record KitIdentity(String version, String jarSha256, String catalogueSha256, String java, String os) {

    /** Hashed once. */
    private static final class This {
        static final KitIdentity KIT = look();

        private This() {}
    }

    /** This very kit. Without a jar, as in an IDE, the version and the jar's hash say so. */
    public static KitIdentity current() {
        return This.KIT;
    }

    private static KitIdentity look() {
        String version = KitIdentity.class.getPackage().getImplementationVersion();
        return new KitIdentity(
                version == null ? "unpackaged" : version,
                jar(),
                resource("/clauses.json"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }

    /** The jar that this kit runs from, or the folder of its classes. */
    public static Path location() {
        try {
            return Path.of(KitIdentity.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String jar() {
        Path file = location();
        try {
            return Files.isRegularFile(file) ? sha256(Files.readAllBytes(file)) : "unpackaged";
        } catch (IOException e) {
            throw new IllegalStateException("the kit cannot read its own jar at " + file, e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = KitIdentity.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return sha256(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
