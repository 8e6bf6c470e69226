package ee.fluxychat.tck.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A list inside a jar of the SHA-256 of every other file in it, put there by the build. It shows accidents and clumsy changes; who changes the
 * list, too, is found only by the hash of the whole jar.
 */
public final class Seal {

    static final String LIST = "META-INF/fluxychat-tck.sha256";

    private Seal() {}

    /** How the files of a jar differ from its list, each named with what is wrong with it; none when the jar is as it was built. */
    public record Report(int files, List<String> changed, List<String> missing, List<String> added) {

        /** Whether the jar is as it was built. */
        public boolean isWhole() {
            return changed.isEmpty() && missing.isEmpty() && added.isEmpty();
        }
    }

    /** Part of the build: seals the jar of that path, in place. The same jar is always sealed to the same bytes. */
    public static void main(String[] args) throws IOException {
        seal(Path.of(args[0]));
    }

    static void seal(Path jar) throws IOException {
        Path sealed = jar.resolveSibling(jar.getFileName() + ".sealed");
        try (ZipFile in = new ZipFile(jar.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(sealed))) {
            StringBuilder list = new StringBuilder();
            hashes(in)
                    .forEach((name, hash) ->
                            list.append(hash).append("  ").append(name).append('\n'));
            ZipEntry last = null;
            for (ZipEntry each : Collections.list(in.entries())) {
                if (!each.getName().equals(LIST)) {
                    copy(in, each, out);
                    last = each;
                }
            }
            ZipEntry entry = new ZipEntry(LIST);
            if (last != null) {
                entry.setTimeLocal(last.getTimeLocal());
            }
            write(out, entry, list.toString().getBytes(UTF_8));
        }
        Files.move(sealed, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copy(ZipFile in, ZipEntry entry, ZipOutputStream out) throws IOException {
        ZipEntry copy = new ZipEntry(entry);
        if (copy.getMethod() == ZipEntry.DEFLATED) {
            copy.setCompressedSize(-1);
        }
        try (InputStream content = in.getInputStream(entry)) {
            write(out, copy, content.readAllBytes());
        }
    }

    private static void write(ZipOutputStream out, ZipEntry entry, byte[] content) throws IOException {
        out.putNextEntry(entry);
        ((OutputStream) out).write(content);
        out.closeEntry();
    }

    /** Holds a jar to its list; without one, every file of it is an added one. */
    public static Report verify(Path jar) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            Map<String, String> listed = listed(file);
            Map<String, String> there = hashes(file);
            List<String> changed = new ArrayList<>();
            List<String> missing = new ArrayList<>();
            listed.forEach((name, hash) -> {
                String actual = there.get(name);
                if (actual == null) {
                    missing.add(name);
                } else if (!actual.equals(hash)) {
                    changed.add(name);
                }
            });
            List<String> added = there.keySet().stream()
                    .filter(each -> !listed.containsKey(each))
                    .toList();
            return new Report(listed.size(), changed, missing, added);
        }
    }

    private static Map<String, String> listed(ZipFile jar) throws IOException {
        Map<String, String> listed = new TreeMap<>();
        ZipEntry list = jar.getEntry(LIST);
        if (list != null) {
            try (InputStream content = jar.getInputStream(list)) {
                new String(content.readAllBytes(), UTF_8)
                        .lines()
                        .filter(each -> each.length() > 66)
                        .forEach(each -> listed.put(each.substring(66), each.substring(0, 64)));
            }
        }
        return listed;
    }

    private static Map<String, String> hashes(ZipFile jar) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        for (ZipEntry each : Collections.list(jar.entries())) {
            if (!each.isDirectory() && !each.getName().equals(LIST)) {
                try (InputStream content = jar.getInputStream(each)) {
                    hashes.put(each.getName(), sha256(content.readAllBytes()));
                }
            }
        }
        return hashes;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
