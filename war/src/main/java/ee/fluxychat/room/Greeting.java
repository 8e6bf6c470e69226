package ee.fluxychat.room;

import ee.fluxychat.wire.ServerFrame;
import java.util.List;

/** What a newcomer is told first, and the position of which timeline it was read at. Immutable. */
record Greeting(List<ServerFrame> frames, long seq, String epoch) {}
