package kept.voice;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import kept.contacts.Contact;
import kept.kernel.Refusal;
import kept.sip.Caller;
import kept.sip.Dial;
import kept.sip.SessionDescription;
import kept.sip.TrunkAccount;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The way to numbers outside: which may be called, by which trunk, and at what cost.
@Component
class WayOut {
    private static final Logger log = LoggerFactory.getLogger(WayOut.class);

    private final Lines lines;
    private final Callers callers;
    private final CallSpending spending;

    WayOut(Lines lines, Callers callers, CallSpending spending) {
        this.lines = lines;
        this.callers = callers;
        this.spending = spending;
    }

    /// A number that the house may call, in E.164.
    ///
    /// @throws Refusal if it is no number, or none that may be called
    String callable(String number) {
        String clean = callers.number(number);
        if (!clean.matches("\\+?[0-9]{3,15}")) {
            throw Refusal.invalid("number", "Write a telephone number, as in +43 660 1234567.");
        }
        if (!lines.mayCallBack(clean)) {
            throw Refusal.conflict(
                    "This house may not call %s. The owner allows numbers under House, Telephone."
                            .formatted(clean));
        }
        return clean;
    }

    /// @throws Refusal if calls out may cost no more today
    void mustHaveRoom(String number) {
        spending.mustHaveRoom(number);
    }

    /// That most of what a day may cost is spent, in a sentence; else empty.
    String spendingWarning() {
        return spending.warning();
    }

    /// How somebody who called us is called back, whatever the day has cost: we promised it.
    Telephones back(Contact contact) {
        String number = contact.party().number();
        if (!lines.mayCallBack(number)) {
            log.warn("{} may not be called from here; nobody is called.", number);
            return Telephones.NONE;
        }
        return to(number, true);
    }

    /// How a number is called that the house may call.
    Telephones to(String number) {
        return to(number, false);
    }

    private Telephones to(String number, boolean owed) {
        return Telephones.outside(dials(number), () -> spending.begin(number, owed));
    }

    /// How a number is dialled: through the trunk that was set up first.
    List<Function<SessionDescription, Dial>> dials(String number) {
        return lines.trunks().stream()
                .limit(1)
                .<Function<SessionDescription, Dial>>map(
                        trunk -> offer -> dial(trunk, number, offer))
                .toList();
    }

    private static Dial dial(Trunk trunk, String number, SessionDescription offer) {
        if (!trunk.isSip()) {
            return Dial.by(trunk.id().toString(), number, Caller.of(trunk.callerId(), ""), offer);
        }
        var dial = Dial.to(trunk.target(number), Caller.of(trunk.callerId(), ""), offer);
        return trunk.registers()
                ? dial.with(
                        new TrunkAccount(
                                trunk.target(""),
                                trunk.account(),
                                trunk.secret(),
                                Duration.ofMinutes(10)))
                : dial;
    }

    /// The number that we show when we call.
    String ownNumber() {
        return lines.trunks().stream()
                .findFirst()
                .orElseThrow(() ->
                        Refusal.conflict(
                                "There is no trunk to call by. The owner adds one under House, Telephone."))
                .callerId();
    }
}
