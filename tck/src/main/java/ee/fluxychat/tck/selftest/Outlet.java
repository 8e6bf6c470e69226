package ee.fluxychat.tck.selftest;

/** The server's way to tell one listener something, whatever the transport. */
interface Outlet {

    /** Tells a frame. */
    void says(String text);

    /** Ends the conversation; the code and the reason are for those who can be told. */
    void closes(int code, String reason);
}
