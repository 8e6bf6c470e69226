package ee.fluxychat.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes API keys and knows them again by their HMAC-SHA-256; the keys themselves are kept nowhere. Thread-safe. */
public final class ApiKeys {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 16;
    private static final int PREFIX = 8;

    private final SecureRandom random = new SecureRandom();
    private final byte[] pepper;

    /** {@code pepper} is the server's own secret: who reads the database alone cannot try out keys. */
    public ApiKeys(String pepper) {
        this.pepper = pepper.getBytes(StandardCharsets.UTF_8);
    }

    /** A new key: {@code fc_} and 128 random bits in hexadecimal. */
    public String generate() {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return "fc_" + HexFormat.of().formatHex(bytes);
    }

    /** What is stored of a key. */
    public Projects.StoredKey stored(String key) {
        return new Projects.StoredKey(hmac(key), key.substring(0, PREFIX));
    }

    /** The HMAC by which a key is found. */
    public String hmac(String key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(pepper, ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(key.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }
}
