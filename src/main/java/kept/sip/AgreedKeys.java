package kept.sip;

/// The keys of SRTP that both sides wrote: the suite by its name in RFC 4568, and for each side 30 bytes of key and salt in base64.
/// Its text shows none.
public record AgreedKeys(String suite, String ours, String theirs) {
    @Override
    public String toString() {
        return suite;
    }
}
