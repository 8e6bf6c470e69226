package ee.fluxychat.tck.spec;

import ee.fluxychat.tck.client.Transport;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a case and names the clause it judges. There is no other mark of a case, so nothing can cite a clause without being run,
 * and nothing is run that cites none.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Clause {
    /** The permanent id, as in {@code clauses.json}. */
    String value();

    /** The transports that can carry the story: it is played over each, its people hearing so. */
    Transport[] over() default Transport.WS;
}
