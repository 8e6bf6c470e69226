package ee.fluxychat.tck.target;

import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.client.Transcript;
import ee.fluxychat.tck.client.Unreachable;
import ee.fluxychat.tck.hooks.Delivery;
import ee.fluxychat.tck.hooks.Postbox;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A webhook of one case: whose it is, what it is called at the target, and what it hears. For one thread. */
public final class Hook {

    private final Person owner;
    private final String secret;
    private final Postbox box;
    private final String id;

    Hook(Person owner, String secret, Postbox box, Fields registered) {
        this.owner = owner;
        this.secret = secret;
        this.box = box;
        this.id = registered.text("id");
    }

    /** The webhook id. */
    public String id() {
        return id;
    }

    /** Its route, to be changed and removed by. */
    public String path() {
        return "/webhooks/" + id;
    }

    /** What its deliveries are signed with. */
    public String secret() {
        return secret;
    }

    /** Where its deliveries arrive. */
    public Postbox box() {
        return box;
    }

    /** Waits for the next event of this type in this room. */
    public Delivery hears(String type, Room room) {
        return box.hears(type + " of " + room.id(), each -> each.is(type) && isAbout(each, room));
    }

    /** Waits for so many events in this room, whatever else is heard meanwhile. */
    public List<Delivery> hears(int count, Room room) {
        AtomicInteger heard = new AtomicInteger();
        return box
                .hearsUpTo(
                        count + " events of " + room.id(),
                        each -> isAbout(each, room) && heard.incrementAndGet() == count)
                .stream()
                .filter(each -> isAbout(each, room))
                .toList();
    }

    private static boolean isAbout(Delivery delivery, Room room) {
        return delivery.room().filter(room.id()::equals).isPresent();
    }

    /** Waits for the message with this text. */
    public Delivery hearsOf(String content) {
        return box.hears("message.created of " + content, each -> each.tellsOf(content));
    }

    /**
     * What is heard before a marker that somebody posts into a room now. That nothing forbidden came is proven so: by a later event that
     * did, never by waiting. The webhook has to be one for {@code message.created}.
     */
    public List<Delivery> hearsBeforeMarkerOf(Person speaker, Room room) {
        String marker = "marker " + Participant.freshKey();
        room.posts(speaker, marker);
        List<Delivery> all = box.hearsUpTo("the marker", each -> each.tellsOf(marker));
        return all.subList(0, all.size() - 1);
    }

    /** Removes it, if the target allows; what stays is no verdict. */
    void ends() {
        try {
            // in no transcript: the story is over
            new Person(owner.name(), owner.id(), owner.token(), owner.http(), new Transcript()).deletes(path());
        } catch (Mismatch | Unreachable stays) {
            // its deliveries are answered and forgotten
        }
    }
}
