package ee.fluxychat.tck.spec;

/** The part of the contract a clause belongs to; servers claim conformance by profile. */
public enum Profile {
    CORE,
    EXTENDED,
    SECURITY
}
