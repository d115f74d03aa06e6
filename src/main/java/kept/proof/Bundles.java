package kept.proof;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import kept.cases.Cases;
import kept.cases.Message;
import kept.customers.Customers;
import kept.journal.Entry;
import kept.journal.Heads;
import kept.journal.Inclusion;
import kept.journal.SignedHead;
import kept.promises.Promise;
import kept.promises.Promises;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.Viewer;
import kept.web.Clockface;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Makes bundles of cases; [VerifyBundle] checks them without us.
@Service
public class Bundles {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_MESSAGES = 5_000;

    private final Cases cases;
    private final Customers customers;
    private final Promises promises;
    private final Teams teams;
    private final Heads heads;
    private final Clock clock;

    Bundles(
            Cases cases,
            Customers customers,
            Promises promises,
            Teams teams,
            Heads heads,
            Clock clock) {
        this.cases = cases;
        this.customers = customers;
        this.promises = promises;
        this.teams = teams;
        this.heads = heads;
        this.clock = clock;
    }

    /// The bundle as it is printed.
    @Transactional
    public Bundle of(Viewer viewer, long number) {
        viewer.mustBe(Role.AGENT);
        var theCase = cases.byNumber(viewer, number);
        var customer = customers.get(theCase.customerId());
        var words = promises.ofCase(theCase.id()).stream().filter(Promise::customerKnows).toList();
        var histories = histories(words);
        var included = heads.inclusions(histories.values().stream().flatMap(List::stream).toList());
        return new Bundle(
                theCase,
                customer,
                cases.latestMessages(theCase.id(), MOST_MESSAGES).stream()
                        .filter(m -> m.direction() != Message.Direction.NOTE)
                        .toList(),
                words.stream().map(p -> word(p, entries(histories, p.id()), included)).toList(),
                HexFormat.of().formatHex(heads.publicKey()),
                new Clockface(customer.zone(), clock.instant()));
    }

    private Bundle.Word word(Promise p, List<Entry> history, Map<Long, Inclusion> included) {
        return new Bundle.Word(
                p,
                promises.receiptOf(p.id()),
                p.words().giver().equals("kept") ? "Kept, by rule" : giver(p),
                teams.nameOf(p.words().owner()),
                history,
                history.stream().map(entry -> HistoryLine.of(entry, teams)).toList(),
                history.stream().filter(e -> included.containsKey(e.seq())).count(),
                history.reversed().stream()
                        .map(e -> included.get(e.seq()))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(i -> i.head().brief())
                        .orElse("none yet: heads are signed every hour"));
    }

    private String giver(Promise p) {
        try {
            return teams.nameOf(UUID.fromString(p.words().giver()));
        } catch (IllegalArgumentException _) {
            return p.words().giver();
        }
    }

    private Map<UUID, List<Entry>> histories(List<Promise> words) {
        var histories = new LinkedHashMap<UUID, List<Entry>>();
        words.forEach(p -> histories.put(p.id(), promises.historyOf(p.id())));
        return histories;
    }

    private static List<Entry> entries(Map<UUID, List<Entry>> histories, UUID id) {
        return histories.getOrDefault(id, List.of());
    }

    /// The same as JSON, with all that a check needs.
    @Transactional
    public byte[] json(Viewer viewer, long number) {
        var bundle = of(viewer, number);
        var included =
                heads.inclusions(
                        bundle.words().stream().flatMap(w -> w.history().stream()).toList());
        var all = new LinkedHashMap<String, Object>();
        all.put("format", "kept-bundle-1");
        all.put("madeAt", bundle.madeAt().toString());
        all.put("publicKey", bundle.publicKey());
        all.put(
                "case",
                Map.of(
                        "number", bundle.theCase().number(),
                        "subject", bundle.theCase().subject(),
                        "customer", bundle.customer().name(),
                        "openedAt", bundle.theCase().createdAt().toString(),
                        "state", bundle.theCase().state()));
        all.put("messages", bundle.thread().stream().map(Bundles::message).toList());
        all.put("promises", bundle.words().stream().map(w -> promise(w)).toList());
        all.put("histories", bundle.words().stream().map(w -> history(w, included)).toList());
        all.put("heads", heads(included));
        return JSON.writeValueAsBytes(all);
    }

    private static Map<String, Object> message(Message m) {
        var message = new LinkedHashMap<String, Object>();
        message.put("at", m.at().toString());
        message.put("direction", m.direction().word());
        message.put("author", m.authorName());
        message.put("text", m.text());
        return message;
    }

    private Map<String, Object> promise(Bundle.Word word) {
        var p = word.promise();
        var promise = new LinkedHashMap<String, Object>();
        promise.put("id", p.id().toString());
        promise.put("receipt", word.receipt());
        promise.put("saidText", p.words().saidText());
        promise.put("salt", HexFormat.of().formatHex(promises.saltOf(p.id())));
        promise.put("kind", p.words().kind());
        promise.put("giver", p.words().giver());
        promise.put("level", p.words().level());
        promise.put("firstDue", p.times().firstDue().toString());
        promise.put("currentDue", p.due().toString());
        promise.put("state", p.state().wire());
        return promise;
    }

    private static Map<String, Object> history(Bundle.Word word, Map<Long, Inclusion> included) {
        var history = new LinkedHashMap<String, Object>();
        history.put("stream", word.promise().id().toString());
        history.put("length", word.promise().head().position());
        history.put("head", HexFormat.of().formatHex(word.promise().head().hash()));
        history.put("entries", word.history().stream().map(e -> entry(e, included)).toList());
        return history;
    }

    private static Map<String, Object> entry(Entry e, Map<Long, Inclusion> included) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("position", e.position());
        entry.put("kind", e.kind());
        entry.put("actor", e.actor());
        entry.put("at", e.at().toString());
        entry.put("body", e.body());
        entry.put("hash", HexFormat.of().formatHex(e.hash()));
        var inclusion = included.get(e.seq());
        if (inclusion != null) {
            entry.put(
                    "inclusion",
                    Map.of(
                            "head", inclusion.head().number(),
                            "index", inclusion.index(),
                            "path",
                                    inclusion.path().stream()
                                            .map(HexFormat.of()::formatHex)
                                            .toList()));
        }
        return entry;
    }

    private List<Map<String, Object>> heads(Map<Long, Inclusion> included) {
        var list = new ArrayList<Map<String, Object>>();
        var seen = new HashSet<Long>();
        for (var inclusion : included.values()) {
            if (seen.add(inclusion.head().number())) {
                list.add(head(inclusion.head(), heads.before(inclusion.head())));
            }
        }
        return list;
    }

    static Map<String, Object> head(SignedHead h, byte[] previous) {
        var hex = HexFormat.of();
        var head = new LinkedHashMap<String, Object>();
        head.put("number", h.number());
        head.put("firstSeq", h.firstSeq());
        head.put("lastSeq", h.lastSeq());
        head.put("rows", h.rows());
        head.put("root", hex.formatHex(h.root()));
        head.put("at", h.at().toString());
        head.put("previous", hex.formatHex(previous));
        head.put("hash", hex.formatHex(h.hash()));
        head.put("signature", hex.formatHex(h.signature()));
        return head;
    }
}
