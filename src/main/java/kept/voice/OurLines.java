package kept.voice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import kept.kernel.Refusal;
import kept.media.AudioPort;
import kept.media.Sound;
import kept.menus.Menu;
import kept.sip.Call;
import kept.sip.CallEvents;
import kept.sip.Caller;
import kept.sip.Dial;
import kept.sip.SessionDescription;
import kept.sip.SipLine;
import org.springframework.stereotype.Service;

/// Our lines for those who watch over them: what each should do, a way to call it like an outsider, and what turns it red.
@Service
public class OurLines {
    private final Lines lines;
    private final Telephone telephone;
    private final Exchange exchange;
    private final OpenLine openLine;
    private final Bells bells;
    private final WayOut wayOut;
    private final Phrases phrases;
    private final OwnCalls own;
    private final LineHealth health;

    OurLines(
            Lines lines,
            Telephone telephone,
            Exchange exchange,
            OpenLine openLine,
            Bells bells,
            WayOut wayOut,
            Phrases phrases,
            OwnCalls own,
            LineHealth health) {
        this.lines = lines;
        this.telephone = telephone;
        this.exchange = exchange;
        this.openLine = openLine;
        this.bells = bells;
        this.wayOut = wayOut;
        this.phrases = phrases;
        this.own = own;
        this.health = health;
    }

    /// A call to one of our lines.
    ///
    /// @param contact the conversation that it becomes, once it has come in
    public record OwnCall(Call call, CompletableFuture<UUID> contact, Runnable forget) {
        public void hangUp() {
            forget.run();
            call.hangUp();
        }
    }

    /// A port for the sound of a call, and the address at which others reach it.
    public record Ears(AudioPort audio, String address) {}

    // --- what should be

    /// Whether this house has a telephone at all.
    public boolean wanted() {
        return telephone.wanted();
    }

    public List<Line> all() {
        return lines.all();
    }

    /// @throws Refusal `NOT_FOUND` if it is none of ours
    public Line get(String number) {
        return find(number).orElseThrow(() -> Refusal.notFound("There is no such line."));
    }

    public Optional<Line> find(String number) {
        return lines.all().stream().filter(line -> line.number().equals(number)).findFirst();
    }

    /// The menu that its callers hear now, while all is well.
    public Optional<Menu> menuOf(Line line) {
        return lines.live(exchange.isClosed(line) ? line.afterHours().menu() : line.menu());
    }

    /// Whether callers are asked for a message now, and led nowhere.
    public boolean takesMessages(Line line) {
        return line.afterHours().when() == Line.When.MESSAGE && exchange.isClosed(line);
    }

    /// The queue to which it leads while all is well.
    public UUID queueOf(Line line) {
        return exchange.queueOf(line.queue()).id();
    }

    /// What is said first to who calls a line without a menu.
    public String greetingOf(Line line) {
        return line.greeting().isBlank() ? Texts.WELCOME : line.greeting();
    }

    /// What is said when a caller has asked to be called.
    public String callBackTaken() {
        return Texts.CALLBACK_TAKEN;
    }

    /// What somebody hears who is rung for a test.
    public String testCall() {
        return Texts.TEST_CALL;
    }

    /// What the house says by itself on any line.
    public List<String> ownTexts() {
        return Texts.all();
    }

    public Sound sound(Line line, String text) {
        return phrases.say(line.language(), text);
    }

    public Sound music() {
        return exchange.music();
    }

    // --- calling

    /// The address of this machine at which its lines are called.
    public String host() {
        return telephone.host();
    }

    /// Calls a line from outside, through its port in the network.
    ///
    /// @param from the line of the caller
    /// @param shown whom the house sees as its caller
    /// @param synthetic whether nobody is there
    public OwnCall call(
            SipLine from,
            Line line,
            Caller shown,
            boolean synthetic,
            SessionDescription offer,
            CallEvents events) {
        if (telephone.port() == 0) {
            throw Refusal.conflict("the telephone is off. " + telephone.trouble());
        }
        var ticket = own.ticket(shown, synthetic);
        var dial =
                Dial.to(
                                "sip:%s@%s:%d"
                                        .formatted(
                                                line.number(), telephone.host(), telephone.port()),
                                Caller.of(ticket.number(), ""),
                                offer)
                        .with(own.account(telephone.host(), telephone.port()));
        return new OwnCall(from.dial(dial, events), ticket.contact(), () -> own.forget(ticket));
    }

    /// Whether the house may call a number: at home, or where the owner allows it.
    public boolean mayCall(String number) {
        return lines.mayCallBack(number);
    }

    /// How somebody who works here is rung at his telephones; none if none is there.
    public List<Function<SessionDescription, Dial>> dialsTo(UUID person) {
        return bells.dialsTo(person, Caller.of("kept", "Kept"));
    }

    /// How a number is rung through our trunk; none if it may not be.
    public List<Function<SessionDescription, Dial>> dialsTo(String number) {
        return wayOut.dials(number);
    }

    public Ears ears(String owner) {
        return openLine.ears(owner);
    }

    public Call dial(Dial dial, CallEvents events) {
        return openLine.dial(dial, events);
    }

    // --- red and green

    /// A call of ours failed again: the line turns red, unless it is so already.
    ///
    /// @param why what failed, as a part of a sentence
    public boolean checkFailed(Line line, String why) {
        return health.failed(line, LineIncident.Cause.CHECK, why);
    }

    /// Calls of ours succeed again.
    public void checkWorks(Line line) {
        health.works(line.number(), LineIncident.Cause.CHECK);
    }

    /// What happens to callers shows that something is wrong.
    public boolean signalsBad(Line line, String why) {
        return health.failed(line, LineIncident.Cause.SIGNALS, why);
    }

    public void signalsGood(Line line) {
        health.works(line.number(), LineIncident.Cause.SIGNALS);
    }

    public boolean isRed(Line line) {
        return health.isRed(line.number());
    }

    /// Red times of a line that were not over at a time, newest first.
    public List<LineIncident> incidents(Line line, Instant since) {
        return health.since(line.number(), since);
    }
}
