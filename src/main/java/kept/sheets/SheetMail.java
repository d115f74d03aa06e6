package kept.sheets;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kept.jobs.Round;
import kept.jobs.Timers;
import kept.journal.Journal;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.mail.HousePost;
import kept.reports.WordPaper;
import kept.sheets.Sheet.Kind;
import kept.teams.Person;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.Viewer;
import kept.web.PublicAddress;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/// Mails sheets to the leads of a unit and to the owners of the house: by durable timers, on working days, each once.
///
/// A sheet whose time passed while nothing ran leaves afterwards: the morning sheet on the same day only, for the next
/// one takes its place; the evening reckoning in the week after too, as the reckoning of its own day.
@Service
class SheetMail implements Round {
    static final String MORNING = "sheet.morning";
    static final String EVENING = "sheet.evening";
    static final String MONTH = "sheet.month";
    private static final Duration LATEST = Duration.ofDays(7);

    private final Sheets sheets;
    private final SheetHoursTable table;
    private final WordPaper words;
    private final HousePost post;
    private final Teams teams;
    private final Timers timers;
    private final Journal journal;
    private final PublicAddress address;
    private final TransactionOperations transaction;
    private final Clock clock;

    SheetMail(
            Sheets sheets,
            SheetHoursTable table,
            WordPaper words,
            HousePost post,
            Teams teams,
            Timers timers,
            Journal journal,
            PublicAddress address,
            TransactionOperations transaction,
            Clock clock) {
        this.sheets = sheets;
        this.table = table;
        this.words = words;
        this.post = post;
        this.teams = teams;
        this.timers = timers;
        this.journal = journal;
        this.address = address;
        this.transaction = transaction;
        this.clock = clock;
    }

    List<PlaceHours> rows() {
        Instant now = clock.instant();
        return sheets.places().stream()
                .map(place -> {
                    var hours = table.of(place.id());
                    return new PlaceHours(
                            place.id(),
                            place.name(),
                            hours,
                            place.zone().getId(),
                            place.next(Kind.MORNING, hours.morning(), now).orElse(null),
                            place.next(Kind.EVENING, hours.evening(), now).orElse(null),
                            month(place, hours, now).orElse(null));
                })
                .toList();
    }

    /// Sets when a place gets its sheets.
    ///
    /// @throws Refusal if there is no such place or a time cannot be read
    @Transactional
    public void setHours(
            Viewer viewer, String placeId, String morning, String evening, boolean monthly) {
        viewer.mustBe(Role.OWNER);
        UUID id = Ids.parse(placeId);
        var place = find(id).orElseThrow(() -> Refusal.notFound("There is no unit with that id."));
        var hours =
                new SheetHours(
                        id,
                        SheetHours.read("morning", morning),
                        SheetHours.read("evening", evening),
                        monthly);
        Instant now = clock.instant();
        table.save(hours);
        journal.append(
                id,
                "sheets.hoursSet",
                viewer.actor(),
                now,
                Map.of(
                        "morning", hours.morning(),
                        "evening", hours.evening(),
                        "monthly", hours.monthly()));
        wanted(place, hours, now).forEach((kind, at) -> set(kind, place, at));
    }

    private Optional<Place> find(UUID id) {
        return sheets.places().stream().filter(p -> p.id().equals(id)).findFirst();
    }

    // --- timers

    private static Optional<Instant> month(Place place, SheetHours hours, Instant after) {
        return place.id().equals(Place.HOUSE) && hours.monthly()
                ? place.nextMonth(after)
                : Optional.empty();
    }

    private static Map<String, Optional<Instant>> wanted(
            Place place, SheetHours hours, Instant after) {
        var wanted = new LinkedHashMap<String, Optional<Instant>>();
        wanted.put(MORNING, place.next(Kind.MORNING, hours.morning(), after));
        wanted.put(EVENING, place.next(Kind.EVENING, hours.evening(), after));
        if (place.id().equals(Place.HOUSE)) {
            wanted.put(MONTH, month(place, hours, after));
        }
        return wanted;
    }

    private void set(String kind, Place place, Optional<Instant> at) {
        at.ifPresentOrElse(
                then -> timers.set(kind, place.id(), then), () -> timers.clear(kind, place.id()));
    }

    @Override
    public String roundName() {
        return "sheet-times";
    }

    @Override
    public Duration rest() {
        return Duration.ofMinutes(1);
    }

    /// Gives new units their timers, and moves those whose calendar changed. What is due already is left to ring.
    @Override
    public void turn() {
        for (var place : sheets.places()) {
            transaction.executeWithoutResult(_ -> {
                Instant now = clock.instant();
                wanted(place, table.of(place.id()), now)
                        .forEach((kind, at) -> {
                            var set = table.timer(kind, place.id());
                            boolean rings = set.isPresent() && !set.get().isAfter(now);
                            if (!rings && !set.equals(at)) {
                                set(kind, place, at);
                            }
                        });
            });
        }
    }

    // --- what a timer does

    void ring(String kind, UUID id, Instant due) {
        var found = find(id);
        if (found.isEmpty()) {
            return;
        }
        var place = found.get();
        Instant now = clock.instant();
        var day = place.day(due);
        switch (kind) {
            case MORNING -> {
                if (day.equals(place.day(now))) {
                    send(place, sheets.morning(place));
                }
            }
            case EVENING -> {
                if (!due.isBefore(now.minus(LATEST))) {
                    send(place, sheets.evening(place, day));
                }
            }
            default -> sendMonth(place, day);
        }
        // after what rang: a day that was missed meanwhile rings at once
        var next = wanted(place, table.of(id), due).get(kind);
        if (next != null) {
            set(kind, place, next);
        }
    }

    private void send(Place place, Sheet sheet) {
        String word = sheet.kind().word();
        if (!table.leaves(place.id(), word, sheet.day(), clock.instant())) {
            return;
        }
        boolean house = place.id().equals(Place.HOUSE);
        String here =
                "/reports/"
                        + word
                        + (house ? "" : "?unit=" + place.id())
                        + (sheet.kind() == Kind.EVENING
                                ? (house ? "?" : "&") + "day=" + sheet.day()
                                : "");
        for (var person : readers(place)) {
            post.send(
                    person,
                    "sheet:%s:%s:%s:%s".formatted(word, place.id(), sheet.day(), person.id()),
                    place.id(),
                    "%s, %s: %s".formatted(sheet.kind().title(), place.name(), sheet.brief()),
                    sheet.letter(address::link, here),
                    List.of());
        }
    }

    private void sendMonth(Place place, LocalDate day) {
        if (!table.leaves(place.id(), "month", day.withDayOfMonth(1), clock.instant())) {
            return;
        }
        var month = java.time.YearMonth.from(day).minusMonths(1);
        var paper = words.ofMonth(month, place.zone());
        for (var person : readers(place)) {
            post.send(
                    person,
                    "sheet:month:%s:%s".formatted(month, person.id()),
                    place.id(),
                    paper.title(),
                    paper.letter() + "\n" + address.link(paper.href()) + "\n",
                    List.of(new HousePost.Paper("our-word-" + month + ".pdf", paper.bytes())));
        }
    }

    /// The leads of a unit, or the owners; whoever stands in for one who is away.
    private List<Person> readers(Place place) {
        Instant now = clock.instant();
        var people = place.id().equals(Place.HOUSE) ? teams.owners() : teams.leadsOf(place.id());
        return people.stream().map(p -> teams.standIn(p, now)).distinct().toList();
    }
}
