package kept.mail;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import kept.kernel.EmailAddress;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.Cn;
import net.fortuna.ical4j.model.parameter.Role;
import net.fortuna.ical4j.model.parameter.Rsvp;
import net.fortuna.ical4j.model.property.Attendee;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.jspecify.annotations.Nullable;

/// A calendar entry for one customer (RFC 5545, 5546): the same `uid` with a higher `sequence` moves or cancels what was sent before.
///
/// @param start and `end` are written in UTC, so that every calendar shows them in its own zone
/// @param stampedAt when this version was made
public record Invitation(
        Method method,
        String uid,
        int sequence,
        Instant start,
        Instant end,
        String summary,
        String description,
        Correspondent organizer,
        Correspondent attendee,
        @Nullable URI url,
        Instant stampedAt) {

    /// Whether the entry is made or changed, or taken back.
    public enum Method {
        REQUEST,
        CANCEL
    }

    /// The iCalendar text, with CR LF line ends.
    public String text() {
        var event = new VEvent(start, end, summary);
        event.removeAll("DTSTAMP");
        event.add(new DtStamp(stampedAt));
        event.add(new Uid(uid));
        event.add(new Sequence(sequence));
        event.add(new Description(description));
        event.add(new Status(method == Method.CANCEL ? "CANCELLED" : "CONFIRMED"));
        event.add(new Organizer(mailto(organizer.address())).add(new Cn(name(organizer))));
        event.add(
                new Attendee(mailto(attendee.address()))
                        .add(new Cn(name(attendee)))
                        .add(Role.REQ_PARTICIPANT)
                        .add(Rsvp.FALSE));
        if (url != null) {
            event.add(new Url(url));
        }
        var calendar = new Calendar();
        calendar.add(new ProdId("-//Kept//Kept//EN"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(method == Method.CANCEL ? ImmutableMethod.CANCEL : ImmutableMethod.REQUEST);
        calendar.add(event);
        var text = new StringWriter();
        try {
            new CalendarOutputter(false).output(calendar, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    private static URI mailto(EmailAddress address) {
        return URI.create(
                "mailto:"
                        + address.toString()
                                .replace("%", "%25")
                                .replace("#", "%23")
                                .replace("?", "%3F")
                                .replace("^", "%5E")
                                .replace("`", "%60")
                                .replace("{", "%7B")
                                .replace("|", "%7C")
                                .replace("}", "%7D"));
    }

    private static String name(Correspondent person) {
        return person.name().isBlank()
                ? person.address().toString()
                : HeaderLine.shown(person.name().replace('"', ' '), 100);
    }
}
