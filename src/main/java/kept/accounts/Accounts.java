package kept.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import kept.journal.Actor;
import kept.journal.Journal;
import kept.kernel.EmailAddress;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.teams.Person;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.Viewer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Signs people and programs in and out.
@Service
public class Accounts {
    static final Duration ABSOLUTE = Duration.ofDays(14);
    static final Duration IDLE = Duration.ofDays(3);
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final Duration INVITATION = Duration.ofHours(72);
    private static final Duration RESET = Duration.ofMinutes(60);
    private static final Duration SETUP = Duration.ofDays(7);
    private static final int FREE_TRIES = 10;

    private final AccountTable table;
    private final Passwords passwords;
    private final Teams teams;
    private final Journal journal;
    private final ApplicationEventPublisher news;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Accounts(
            AccountTable table,
            Passwords passwords,
            Teams teams,
            Journal journal,
            ApplicationEventPublisher news,
            Clock clock) {
        this.table = table;
        this.passwords = passwords;
        this.teams = teams;
        this.journal = journal;
        this.news = news;
        this.clock = clock;
    }

    private record Known(Optional<SignedIn> who, long readAt) {}

    // --- signing in

    /// Checks address and password and opens a sign-in. The answer to a wrong address and a wrong password is the
    /// same, in the same time; after ten failures from one net the next try has to wait, a quarter of an hour at most.
    ///
    /// @return the secret for the cookie
    public String signIn(String email, String password, String net, String agent) {
        Instant now = clock.instant();
        String account = email.strip().toLowerCase(Locale.ROOT);
        var failures = table.failures(account, net, now.minus(Duration.ofMinutes(15)));
        if (failures.count() >= FREE_TRIES) {
            long seconds = Math.min(900, 15L << Math.min(10, failures.count() - FREE_TRIES));
            Instant free = failures.last().plusSeconds(seconds);
            if (now.isBefore(free)) {
                throw new Refusal(
                        Refusal.Kind.TOO_MANY,
                        "Too many wrong tries. Wait %d seconds, then try again."
                                .formatted(Duration.between(now, free).toSeconds() + 1));
            }
        }
        var person = teams.byEmail(account).filter(Person::active);
        var hash = person.flatMap(p -> table.passwordOf(p.id())).orElse(null);
        if (!passwords.matches(password, hash) || person.isEmpty()) {
            table.failed(account, net, now);
            throw Refusal.invalid("password", "That address or password is not right.");
        }
        table.forgive(account, net);
        return open(person.get(), agent, now);
    }

    private String open(Person person, String agent, Instant now) {
        var secret = Secret.random();
        table.insertSignIn(
                secret.hash(),
                Ids.at(now),
                person.id(),
                now,
                now.plus(ABSOLUTE),
                agent.length() > 200 ? agent.substring(0, 200) : agent);
        return secret.text();
    }

    public void signOut(SignedIn who) {
        table.endSignIn(who.by());
        known.clear();
    }

    /// The person behind a cookie; read afresh every two seconds.
    Optional<SignedIn> bySignIn(String secret) {
        return remembered("c:", secret, this::readSignIn);
    }

    /// The person behind an API token; read afresh every two seconds.
    Optional<SignedIn> byToken(String secret) {
        return remembered("t:", secret, this::readToken);
    }

    private Optional<SignedIn> remembered(
            String prefix,
            String secret,
            java.util.function.Function<byte[], Optional<SignedIn>> read) {
        if (secret.isEmpty() || secret.length() > 512) {
            return Optional.empty();
        }
        byte[] hash = new Secret(secret).hash();
        String key = prefix + HexFormat.of().formatHex(hash);
        var seen = known.get(key);
        if (seen != null && System.nanoTime() - seen.readAt() < FRESH.toNanos()) {
            return seen.who();
        }
        var who = read.apply(hash);
        if (known.size() > 50_000) {
            known.clear();
        }
        if (who.isPresent()) {
            known.put(key, new Known(who, System.nanoTime()));
        } else {
            known.remove(key);
        }
        return who;
    }

    private Optional<SignedIn> readSignIn(byte[] hash) {
        Instant now = clock.instant();
        return table.signIn(hash, now, now.minus(IDLE))
                .flatMap(holder -> {
                    if (holder.usedAt() != null
                            && holder.usedAt().plus(Duration.ofMinutes(5)).isBefore(now)) {
                        table.seen(holder.id(), now);
                    }
                    return teams.find(holder.person())
                            .filter(Person::active)
                            .map(p -> new SignedIn(p, Viewer.of(p), holder.id()));
                });
    }

    private Optional<SignedIn> readToken(byte[] hash) {
        Instant now = clock.instant();
        return table.token(hash)
                .flatMap(holder -> {
                    if (holder.usedAt() == null
                            || holder.usedAt().plus(Duration.ofMinutes(5)).isBefore(now)) {
                        table.tokenUsed(holder.id(), now);
                    }
                    return teams.find(holder.person())
                            .filter(Person::active)
                            .map(p ->
                                    new SignedIn(
                                            p,
                                            new Viewer(
                                                    p.id(),
                                                    p.role(),
                                                    p.units(),
                                                    Actor.token(holder.id(), p.id())),
                                            holder.id()));
                });
    }

    // --- the first owner

    /// True until the house has its first owner.
    public boolean isNew() {
        return teams.people().isEmpty();
    }

    /// A fresh one-time link to set up the house; earlier ones stop working.
    @Transactional
    public String setUpLink() {
        Instant now = clock.instant();
        var secret = Secret.random();
        table.forgetLinks("setup", null);
        table.insertLink(secret.hash(), "setup", null, now, now.plus(SETUP));
        return "/setup/" + secret.text();
    }

    /// @throws Refusal `NOT_FOUND` if the link is used up, too old or unknown
    public void requireSetUpLink(String secret) {
        if (!isNew() || table.link(new Secret(secret).hash(), "setup", clock.instant()).isEmpty()) {
            throw goneLink();
        }
    }

    /// Makes the first owner by the one-time link, which is used up by it.
    @Transactional
    public Person setUp(
            String secret, String name, EmailAddress email, String password, ZoneId zone) {
        requireSetUpLink(secret);
        if (!table.useLink(new Secret(secret).hash(), clock.instant())) {
            throw goneLink();
        }
        return firstOwner(name, email, password, zone);
    }

    /// Makes the first owner from the settings, at the first start only.
    @Transactional
    public Person firstOwner(String name, EmailAddress email, String password, ZoneId zone) {
        if (!isNew()) {
            throw Refusal.conflict("This house is set up already.");
        }
        String hash = passwords.hash(password, name, email.key());
        var unit =
                teams.addUnit(
                        Actor.KEPT, "Front desk", null, Duration.ofHours(4), Duration.ofHours(8));
        var owner = teams.add(Actor.KEPT, name, email, Role.OWNER, zone, Set.of(unit.id()));
        table.setPassword(owner.id(), hash, clock.instant());
        return owner;
    }

    // --- invitations, resets, passwords

    /// Adds a person and makes an invitation that lets him choose his password.
    ///
    /// @return the path of the link
    @Transactional
    public String invite(
            Viewer viewer,
            String name,
            EmailAddress email,
            Role role,
            ZoneId zone,
            Set<UUID> units) {
        viewer.mustBe(Role.OWNER);
        var person = teams.add(viewer.actor(), name, email, role, zone, units);
        return issue(LinkIssued.Purpose.INVITATION, person);
    }

    /// A new invitation for somebody who has not used his.
    @Transactional
    public String inviteAgain(Viewer viewer, UUID id) {
        viewer.mustBe(Role.OWNER);
        return issue(LinkIssued.Purpose.INVITATION, teams.person(id));
    }

    /// Sends a link to reset the password, if the address is somebody's. It never tells whether it is.
    @Transactional
    public void forgotten(String email) {
        teams.byEmail(email.strip().toLowerCase(Locale.ROOT))
                .filter(Person::active)
                .ifPresent(person -> issue(LinkIssued.Purpose.RESET, person));
    }

    private String issue(LinkIssued.Purpose purpose, Person person) {
        Instant now = clock.instant();
        var secret = Secret.random();
        boolean invitation = purpose == LinkIssued.Purpose.INVITATION;
        String word = invitation ? "invitation" : "reset";
        table.forgetLinks(word, person.id());
        table.insertLink(
                secret.hash(), word, person.id(), now, now.plus(invitation ? INVITATION : RESET));
        String path = "/password/" + word + "/" + secret.text();
        news.publishEvent(new LinkIssued(purpose, person, path));
        return path;
    }

    /// Whose password a link sets.
    public Person holderOf(String purpose, String secret) {
        return table.link(new Secret(secret).hash(), purpose, clock.instant())
                .filter(ids -> ids.length == 1)
                .flatMap(ids -> teams.find(ids[0]))
                .filter(Person::active)
                .orElseThrow(Accounts::goneLink);
    }

    /// Sets the password by a link, uses it up, ends all sign-ins of that person and opens one.
    @Transactional
    public String setPassword(String purpose, String secret, String password, String agent) {
        Instant now = clock.instant();
        var person = holderOf(purpose, secret);
        String hash = passwords.hash(password, person.name(), person.email());
        if (!table.useLink(new Secret(secret).hash(), now)) {
            throw goneLink();
        }
        table.setPassword(person.id(), hash, now);
        table.endSignInsOf(person.id());
        known.clear();
        journal.append(
                person.id(),
                "person.passwordSet",
                Actor.person(person.id()),
                now,
                Map.of("by", purpose));
        return open(person, agent, now);
    }

    /// Sets a password without a link, for sample data and settings.
    @Transactional
    public void setPassword(Person person, String password) {
        table.setPassword(
                person.id(),
                passwords.hash(password, person.name(), person.email()),
                clock.instant());
    }

    /// True once the person has chosen a password.
    public boolean hasPassword(UUID person) {
        return table.passwordOf(person).isPresent();
    }

    private static Refusal goneLink() {
        return Refusal.notFound("This link has been used or is too old. Ask for a new one.");
    }

    // --- API tokens

    /// Makes a token with the rights of the viewer; the secret is shown this once.
    @Transactional
    public String makeToken(Viewer viewer, String name) {
        viewer.mustBe(Role.OWNER);
        var secret = Secret.random();
        keepToken(viewer.person(), name, secret);
        return secret.text();
    }

    /// Takes a token from the settings, at the first start only.
    @Transactional
    public void takeToken(Person owner, String secret) {
        if (secret.length() < 32 || secret.length() > 512) {
            throw Refusal.invalid("KEPT_API_TOKEN", "KEPT_API_TOKEN has 32 to 512 characters.");
        }
        keepToken(owner.id(), "From the settings", new Secret(secret));
    }

    private void keepToken(UUID person, String name, Secret secret) {
        Instant now = clock.instant();
        UUID id = Ids.at(now);
        table.insertToken(id, name.isBlank() ? "Token" : name.strip(), person, secret.hash(), now);
        journal.append(person, "token.made", Actor.person(person), now, Map.of("token", id));
    }

    public List<ApiToken> tokens(Viewer viewer) {
        viewer.mustBe(Role.OWNER);
        return table.tokens();
    }

    @Transactional
    public void revoke(Viewer viewer, UUID token) {
        viewer.mustBe(Role.OWNER);
        table.revoke(token, clock.instant());
        known.clear();
        journal.append(
                viewer.person(),
                "token.revoked",
                viewer.actor(),
                clock.instant(),
                Map.of("token", token));
    }

    /// Ends every sign-in of somebody who left.
    @org.springframework.context.event.EventListener
    void on(kept.teams.PersonLeaves leaving) {
        table.endSignInsOf(leaving.person());
        known.clear();
    }
}
