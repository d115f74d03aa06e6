package kept.menus;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import kept.journal.Journal;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.routing.Queue;
import kept.routing.Queues;
import kept.teams.Role;
import kept.teams.Viewer;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The front door to menus. What was written is never changed: each change is a new version, and only one without faults
/// goes live; going back is going live with an older one.
@Service
public class Menus {
    private static final Duration LATELY = Duration.ofDays(30);

    private final MenuTable table;
    private final Queues queues;
    private final Journal journal;
    private final Clock clock;

    Menus(MenuTable table, Queues queues, Journal journal, Clock clock) {
        this.table = table;
        this.queues = queues;
        this.journal = journal;
        this.clock = clock;
    }

    public List<NamedMenu> all() {
        return table.all();
    }

    /// @throws Refusal `NOT_FOUND` if there is none with this id
    public NamedMenu get(UUID id) {
        return table.all().stream()
                .filter(menu -> menu.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("There is no such menu."));
    }

    /// What callers hear, but for those of a trial.
    public Optional<Menu> live(UUID id) {
        return table.heard(id).map(heard -> version(id, heard.live()));
    }

    /// What this caller hears: the live version, or the one on trial; by chance, and always the same.
    public Optional<HeardMenu> heard(UUID id, UUID contact) {
        return table.heard(id)
                .map(heard -> {
                    boolean tries =
                            Math.floorMod(contact.getLeastSignificantBits(), 100) < heard.share();
                    int version = tries ? heard.trial() : heard.live();
                    return new HeardMenu(id, version, version(id, version));
                });
    }

    /// What all but those of a trial hear.
    public Optional<HeardMenu> heard(UUID id) {
        return table.heard(id)
                .map(heard -> new HeardMenu(id, heard.live(), version(id, heard.live())));
    }

    /// How each version served its callers of the last 30 days, the newest first.
    public List<MenuOutcome> outcomes(UUID menu) {
        return table.outcomes(menu, clock.instant().minus(LATELY));
    }

    /// What a version would have done for those who found no key in the live one; none before anything is live.
    public Optional<MenuEffect> effect(UUID menu, int number) {
        return live(menu).map(live -> MenuEffect.of(live, version(menu, number), gaps(menu)));
    }

    public Menu version(UUID id, int number) {
        return table.version(id, number)
                .map(MenuJson::read)
                .orElseThrow(() -> Refusal.notFound("The menu has no such version."));
    }

    /// Newest first.
    public List<MenuVersion> versions(UUID id) {
        return table.versions(id);
    }

    /// A sentence for each fault; none if it may go live.
    public List<String> faults(Menu menu) {
        return MenuCheck.faults(
                menu, queues.all().stream().map(Queue::id).collect(Collectors.toSet()));
    }

    @Transactional
    public NamedMenu add(Viewer viewer, String name) {
        viewer.mustBe(Role.LEAD);
        String clean = name.strip();
        if (clean.isEmpty() || clean.length() > 60) {
            throw Refusal.invalid("name", "A menu has a name of 1 to 60 characters.");
        }
        UUID id = Ids.at(clock.instant());
        try {
            table.insert(id, clean, clock.instant());
        } catch (DuplicateKeyException _) {
            throw Refusal.conflict("There is already a menu named %s.".formatted(clean));
        }
        journal.append(id, "menu.added", viewer.actor(), clock.instant(), Map.of("name", clean));
        return get(id);
    }

    /// Writes a new version; it may have faults, but goes live without them only.
    ///
    /// @return its number
    @Transactional
    public int write(Viewer viewer, UUID id, Menu menu) {
        viewer.mustBe(Role.LEAD);
        get(id);
        int number = table.add(id, MenuJson.write(menu), viewer.person(), clock.instant());
        journal.append(
                id, "menu.written", viewer.actor(), clock.instant(), Map.of("version", number));
        return number;
    }

    /// Callers hear this version from now on.
    ///
    /// @throws Refusal `INVALID` with its faults
    @Transactional
    public void goLive(Viewer viewer, UUID id, int number) {
        viewer.mustBe(Role.LEAD);
        var faults = faults(version(id, number));
        if (!faults.isEmpty()) {
            throw Refusal.invalid(
                    "menu", "This version cannot go live. " + String.join(" ", faults));
        }
        table.goLive(id, number);
        journal.append(id, "menu.live", viewer.actor(), clock.instant(), Map.of("version", number));
    }

    /// A share of callers hears this version instead of the live one.
    ///
    /// @param share in percent, at most 90; 0 ends the trial
    /// @throws Refusal `INVALID` with its faults
    @Transactional
    public void tryOut(Viewer viewer, UUID id, int number, int share) {
        viewer.mustBe(Role.LEAD);
        if (share < 0 || share > 90) {
            throw Refusal.invalid(
                    "share", "Try it on 1 to 90 percent of callers; 0 ends the trial.");
        }
        if (get(id).live() == 0) {
            throw Refusal.conflict("Nothing is live yet that it could be compared with.");
        }
        var faults = faults(version(id, number));
        if (share > 0 && !faults.isEmpty()) {
            throw Refusal.invalid(
                    "menu", "This version cannot be tried. " + String.join(" ", faults));
        }
        table.tryOut(id, number, share);
        journal.append(
                id,
                "menu.trial",
                viewer.actor(),
                clock.instant(),
                Map.of("version", number, "share", share));
    }

    /// A caller left a menu; told once for each contact.
    public void left(HeardMenu heard, UUID contact, String place, String how) {
        table.left(heard.menu(), heard.version(), contact, place, how, clock.instant());
    }

    /// What callers of the last 30 days wanted and were not offered, the point where most gave up first.
    public List<MenuGap> gaps(UUID menu) {
        return table.gaps(menu, clock.instant().minus(LATELY));
    }

    /// How many walked it in the last 30 days.
    public long walked(UUID menu) {
        return table.walked(menu, clock.instant().minus(LATELY));
    }
}
