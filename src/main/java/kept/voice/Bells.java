package kept.voice;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import kept.contacts.Contact;
import kept.sip.Binding;
import kept.sip.Caller;
import kept.sip.Dial;
import kept.sip.SessionDescription;
import org.springframework.stereotype.Component;

/// What rings for people who work here: their telephones, wherever they are, and their browsers.
@Component
class Bells {
    private final Lines lines;
    private final Callers callers;
    private final BrowserDesks browsers;
    private final OpenLine line;

    Bells(Lines lines, Callers callers, BrowserDesks browsers, OpenLine line) {
        this.lines = lines;
        this.callers = callers;
        this.browsers = browsers;
        this.line = line;
    }

    /// Whose telephone, or browser, is there.
    Set<UUID> reachable() {
        if (!line.isOpen()) {
            return Set.of();
        }
        var there = browsers.there();
        lines.phones().stream()
                .filter(phone -> !line.bindings(phone.name()).isEmpty())
                .map(Phone::person)
                .forEach(there::add);
        return there;
    }

    /// All telephones of a person, and his browser.
    Telephones of(UUID person, Contact contact) {
        return Telephones.of(
                person,
                dialsTo(person, Caller.of(contact.party().number(), callers.nameOf(contact))));
    }

    List<Function<SessionDescription, Dial>> dialsTo(UUID person, Caller shown) {
        return lines.phonesOf(person).stream()
                .flatMap(phone -> line.bindings(phone.name()).stream())
                .map(Binding::target)
                .<Function<SessionDescription, Dial>>map(
                        target -> offer -> Dial.to(target, shown, offer))
                .toList();
    }

    /// The person whose telephone a SIP address names.
    Optional<UUID> personAt(String target) {
        String user = target.replaceFirst("^sips?:", "").replaceFirst("[@;?].*$", "");
        return lines.phone(user).map(Phone::person);
    }

    BrowserDesks browsers() {
        return browsers;
    }
}
