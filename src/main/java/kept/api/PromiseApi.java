package kept.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import kept.accounts.SignedIn;
import kept.cases.Case;
import kept.cases.Cases;
import kept.customers.Customers;
import kept.journal.Entry;
import kept.kernel.Slice;
import kept.promises.NewPromise;
import kept.promises.Promise;
import kept.promises.PromiseFilter;
import kept.promises.Promises;
import kept.promises.State;
import kept.promises.Visibility;
import kept.teams.Teams;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RestController
class PromiseApi {
    private final Promises promises;
    private final Cases cases;
    private final Customers customers;
    private final Teams teams;
    private final Once once;
    private final JsonMapper json;

    PromiseApi(
            Promises promises,
            Cases cases,
            Customers customers,
            Teams teams,
            Once once,
            JsonMapper json) {
        this.promises = promises;
        this.cases = cases;
        this.customers = customers;
        this.teams = teams;
        this.once = once;
        this.json = json;
    }

    record Body(
            @Nullable UUID caseId,
            @Nullable UUID customerId,
            @Nullable String kind,
            @JsonProperty(required = true) String saidText,
            @Nullable Instant dueAt,
            @Nullable Duration dueIn,
            @Nullable Instant windowStart,
            @Nullable String unit,
            @Nullable String owner,
            @Nullable String visibility,
            @Nullable String condition) {}

    record Claim(@Nullable String evidence) {}

    record Dispute(@JsonProperty(required = true) String words) {}

    record Redate(
            @JsonProperty(required = true) Instant dueAt,
            @Nullable Instant windowStart,
            @JsonProperty(required = true) String reason) {}

    record Reason(@JsonProperty(required = true) String reason) {}

    record Release(@Nullable String reason) {}

    record HandOver(@JsonProperty(required = true) String owner) {}

    /// A promise as programs see it; `open` is true while somebody must still do something about it.
    record View(
            UUID id,
            UUID chain,
            @Nullable UUID caseId,
            @Nullable UUID customerId,
            String kind,
            String saidText,
            String giver,
            UUID owner,
            UUID unit,
            String unitName,
            String channel,
            String visibility,
            String state,
            boolean open,
            Instant givenAt,
            @Nullable Instant windowStart,
            Instant firstDue,
            Instant currentDue,
            int level,
            @Nullable UUID previous,
            @Nullable UUID next,
            @Nullable String condition,
            @Nullable Instant conditionMetAt,
            @Nullable String evidence,
            @Nullable String reason,
            @Nullable Instant warnedAt,
            @Nullable Instant brokenAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant endedAt,
            int version) {}

    /// One thing that happened to a promise.
    record Event(
            int position, String kind, String actor, Instant at, JsonNode facts, String hash) {}

    private View view(Promise p) {
        var words = p.words();
        var times = p.times();
        var course = p.course();
        return new View(
                words.id(),
                words.chain(),
                words.caseId(),
                words.customerId(),
                words.kind(),
                words.saidText(),
                words.giver(),
                words.owner(),
                words.unit(),
                teams.unit(words.unit()).name(),
                words.channel(),
                words.visibility().word(),
                p.state().wire(),
                p.open(),
                times.givenAt(),
                times.windowStart(),
                times.firstDue(),
                times.due(),
                words.level(),
                words.previous(),
                words.next(),
                words.condition(),
                course.conditionMet(),
                course.evidence(),
                course.reason(),
                course.warnedAt(),
                course.brokenAt(),
                course.deliveredAt(),
                course.endedAt(),
                p.version());
    }

    @PostMapping("/api/v1/promises")
    ResponseEntity<byte[]> give(SignedIn who, HttpServletRequest request, @RequestBody Body body) {
        return once.run(
                who,
                request,
                () -> {
                    Promise given;
                    if (body.caseId() != null) {
                        given =
                                cases.give(
                                        who.viewer(),
                                        body.caseId(),
                                        theCase -> onCase(theCase, body));
                    } else {
                        UUID customer =
                                body.customerId() == null
                                        ? null
                                        : customers.get(body.customerId()).id();
                        UUID unit =
                                body.unit() == null
                                        ? teams.frontUnit().id()
                                        : teams.unitNamed(body.unit()).id();
                        given = promises.give(who.viewer(), word(body, null, customer, unit));
                    }
                    return created(given);
                });
    }

    @PostMapping("/api/v1/cases/{id}/promises")
    ResponseEntity<byte[]> giveOnCase(
            SignedIn who,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestBody Body body) {
        return once.run(
                who,
                request,
                () -> created(cases.give(who.viewer(), id, theCase -> onCase(theCase, body))));
    }

    private NewPromise onCase(Case theCase, Body body) {
        return word(
                body,
                theCase.id(),
                body.customerId() == null
                        ? theCase.customerId()
                        : customers.get(body.customerId()).id(),
                body.unit() == null ? theCase.unit() : teams.unitNamed(body.unit()).id());
    }

    private NewPromise word(Body body, @Nullable UUID caseId, @Nullable UUID customer, UUID unit) {
        return new NewPromise(
                caseId,
                customer,
                body.kind() == null ? "promise" : body.kind(),
                body.saidText(),
                "api",
                body.dueAt(),
                body.dueIn(),
                body.windowStart(),
                unit,
                body.owner() == null ? null : teams.personNamed(body.owner()).id(),
                body.visibility() == null
                        ? (customer == null ? Visibility.INTERNAL : Visibility.CUSTOMER)
                        : Visibility.of(body.visibility()),
                body.condition());
    }

    private Once.Answer created(Promise promise) {
        return Once.Answer.created(view(promise), "/api/v1/promises/" + promise.id());
    }

    @GetMapping("/api/v1/promises")
    Slice<View> list(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable String owner,
            @RequestParam(required = false) @Nullable UUID caseId,
            @RequestParam(required = false) @Nullable UUID customerId,
            @RequestParam(required = false) @Nullable Instant dueBefore,
            @RequestParam(required = false) @Nullable Instant dueAfter,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Set<State> states =
                state == null
                        ? Set.of()
                        : Arrays.stream(state.split(","))
                                .map(State::of)
                                .collect(Collectors.toUnmodifiableSet());
        var filter =
                new PromiseFilter(
                        states,
                        unit == null ? null : teams.unitNamed(unit).id(),
                        owner == null ? null : teams.personNamed(owner).id(),
                        caseId,
                        customerId,
                        dueAfter,
                        dueBefore,
                        false);
        return promises.list(
                        viewer, filter, ListParameters.cursor(cursor), ListParameters.limit(limit))
                .map(this::view);
    }

    @GetMapping("/api/v1/promises/{id}")
    ResponseEntity<View> get(Viewer viewer, @PathVariable UUID id) {
        var promise = promises.get(viewer, id);
        return ResponseEntity.ok().eTag(Strict.etag(promise.version())).body(view(promise));
    }

    @GetMapping("/api/v1/promises/{id}/history")
    Slice<Event> history(Viewer viewer, @PathVariable UUID id) {
        return new Slice<>(promises.history(viewer, id).stream().map(this::event).toList(), null);
    }

    private Event event(Entry entry) {
        return new Event(
                entry.position(),
                entry.kind(),
                entry.actor(),
                entry.at(),
                json.readTree(entry.body()),
                HexFormat.of().formatHex(entry.hash()));
    }

    // --- moves

    @PostMapping("/api/v1/promises/{id}/claim")
    ResponseEntity<byte[]> claim(
            SignedIn who,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable Claim body) {
        return move(
                who,
                request,
                () ->
                        promises.claim(
                                who.viewer(),
                                id,
                                Strict.version(ifMatch),
                                body == null ? null : body.evidence()));
    }

    @PostMapping("/api/v1/promises/{id}/confirmation")
    ResponseEntity<byte[]> confirm(
            SignedIn who,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return move(
                who, request, () -> promises.confirm(who.viewer(), id, Strict.version(ifMatch)));
    }

    @PostMapping("/api/v1/promises/{id}/dispute")
    ResponseEntity<byte[]> dispute(
            SignedIn who,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Dispute body) {
        return move(
                who,
                request,
                () -> promises.dispute(who.viewer(), id, Strict.version(ifMatch), body.words()));
    }

    @PostMapping("/api/v1/promises/{id}/redate")
    ResponseEntity<byte[]> redate(
            SignedIn who,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Redate body) {
        return once.run(
                who,
                request,
                () ->
                        created(
                                promises.redate(
                                        who.viewer(),
                                        id,
                                        Strict.version(ifMatch),
                                        Objects.requireNonNull(body.dueAt()),
                                        body.windowStart(),
                                        body.reason())));
    }

    @PostMapping("/api/v1/promises/{id}/release")
    ResponseEntity<byte[]> release(
            SignedIn who,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable Release body) {
        return move(
                who,
                request,
                () ->
                        promises.release(
                                who.viewer(),
                                id,
                                Strict.version(ifMatch),
                                body == null ? null : body.reason()));
    }

    @PostMapping("/api/v1/promises/{id}/withdrawal")
    ResponseEntity<byte[]> withdraw(
            SignedIn who,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Reason body) {
        return move(
                who,
                request,
                () -> promises.withdraw(who.viewer(), id, Strict.version(ifMatch), body.reason()));
    }

    @PostMapping("/api/v1/promises/{id}/void")
    ResponseEntity<byte[]> declareVoid(
            SignedIn who,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Reason body) {
        return move(
                who,
                request,
                () ->
                        promises.declareVoid(
                                who.viewer(), id, Strict.version(ifMatch), body.reason()));
    }

    @PostMapping("/api/v1/promises/{id}/condition")
    ResponseEntity<byte[]> conditionMet(
            SignedIn who,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return move(
                who,
                request,
                () -> promises.conditionMet(who.viewer(), id, Strict.version(ifMatch)));
    }

    @PostMapping("/api/v1/promises/{id}/handover")
    ResponseEntity<byte[]> handOver(
            SignedIn who,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody HandOver body) {
        return move(
                who,
                request,
                () ->
                        promises.handOver(
                                who.viewer(),
                                id,
                                Strict.version(ifMatch),
                                teams.personNamed(body.owner()).id()));
    }

    private ResponseEntity<byte[]> move(
            SignedIn who, HttpServletRequest request, Supplier<Promise> step) {
        return once.run(who, request, () -> Once.Answer.ok(view(step.get())));
    }
}
