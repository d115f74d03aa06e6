package kept.sip;

import gov.nist.javax.sip.message.SIPMessage;
import java.util.List;
import java.util.Optional;
import javax.sip.message.Message;

/// What we know of a message besides what the stack parsed: how it was written, what is wrong with it, and whose phone proved to have
/// sent it. It travels with the message.
record Screened(RawMessage raw, Optional<Verdict> verdict, Optional<String> phone) {
    static Screened of(Message message) {
        return message instanceof SIPMessage sip
                        && sip.getApplicationData() instanceof Screened screened
                ? screened
                : new Screened(
                        new RawMessage("", List.of(), 0), Optional.empty(), Optional.empty());
    }

    void attachTo(SIPMessage message) {
        message.setApplicationData(this);
    }

    Screened provenBy(String user) {
        return new Screened(raw, verdict, Optional.of(user));
    }
}
