package ee.fluxychat.tck.report.folder;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import ee.fluxychat.tck.report.Visible;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A page with holes, kept in the jar under {@code /pages}. Whatever fills a hole is made visible and escaped. Thread-safe. */
public final class Page {

    private static final Mustache.Compiler COMPILER = Mustache.compiler()
            .escapeHTML(true)
            .emptyStringIsFalse(true)
            .zeroIsFalse(true)
            .withFormatter(value -> Visible.of(String.valueOf(value)))
            .withLoader(name -> new StringReader(resource(name)));

    private final Template template;

    private Page(Template template) {
        this.template = template;
    }

    /** The page of this name. Its styles and scripts are partials, so that it needs nothing beside it. */
    public static Page named(String name) {
        return new Page(COMPILER.compile(resource(name)));
    }

    /** The page with its holes filled from the accessors of this record. */
    public String with(Object view) {
        return template.execute(view);
    }

    /** What a page's content security policy says of this script, so that no other is run: {@code sha256-…}. */
    public static String hash(String script) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return "sha256-"
                    + Base64.getEncoder()
                            .encodeToString(digest.digest(resource(script).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream("/pages/" + name)) {
            if (in == null) {
                throw new IllegalStateException("/pages/" + name + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
