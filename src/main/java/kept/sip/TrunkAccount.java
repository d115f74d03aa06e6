package kept.sip;

import java.time.Duration;

/// Our account at a provider: its SIP address (`sip:provider.example;transport=tcp`), the name and password for its digest, and
/// for how long we ask to be registered.
public record TrunkAccount(String registrar, String user, String password, Duration expires) {
    /// Without the password, because records end up in logs.
    @Override
    public String toString() {
        return "TrunkAccount[" + user + " at " + registrar + "]";
    }
}
