package ee.fluxychat.connect;

import ee.fluxychat.wire.EncodedFrame;
import ee.fluxychat.wire.EncodedFrames;
import ee.fluxychat.wire.ServerFrame;
import java.util.stream.IntStream;

/** Frames for tests, told apart by a number. */
final class Frames {

    private Frames() {}

    static ServerFrame numbered(long number) {
        return new ServerFrame.Pong(number);
    }

    static String text(long number) {
        return EncodedFrame.of(numbered(number)).text();
    }

    /** One group of the frames {@code from} to {@code to}, both included. */
    static EncodedFrames group(int from, int to) {
        return new EncodedFrames(IntStream.rangeClosed(from, to)
                .mapToObj(number -> EncodedFrame.of(numbered(number)))
                .toList());
    }

    static EncodedFrames one(int number) {
        return group(number, number);
    }

    /** A group of so many copies of one frame, for its size alone. */
    static EncodedFrames copies(int count) {
        return new EncodedFrames(IntStream.range(0, count)
                .mapToObj(i -> EncodedFrame.of(numbered(i % 10)))
                .toList());
    }
}
