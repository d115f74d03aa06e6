package kept.sip;

/// Who takes what comes in.
public interface Switchboard {
    /// Somebody calls. It must return at once: post it to a thread of your own, and ring, answer or refuse from there.
    void offered(Call call, CallOffer offer);
}
