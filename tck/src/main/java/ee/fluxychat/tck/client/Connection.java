package ee.fluxychat.tck.client;

/** One WebSocket to the target, as a participant uses it. */
interface Connection {

    /** Queues a text frame; frames leave in the order given. */
    void send(String text);

    /** Closes as a polite client does. */
    void close();

    /** Cuts the connection without a word. */
    void drop();
}
