package kept.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import kept.accounts.SignedIn;
import kept.cases.Case;
import kept.cases.CaseFilter;
import kept.cases.Cases;
import kept.cases.Channel;
import kept.cases.Message;
import kept.cases.NewCase;
import kept.cases.NewMessage;
import kept.cases.Priority;
import kept.customers.ContactPoint;
import kept.customers.Customers;
import kept.kernel.Refusal;
import kept.kernel.Slice;
import kept.teams.Teams;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CaseApi {
    private final Cases cases;
    private final Customers customers;
    private final Teams teams;
    private final Once once;

    CaseApi(Cases cases, Customers customers, Teams teams, Once once) {
        this.cases = cases;
        this.customers = customers;
        this.teams = teams;
        this.once = once;
    }

    record Who(
            @JsonProperty(required = true) String name,
            @Nullable String email,
            @Nullable String phone) {}

    record Body(
            @Nullable UUID customerId,
            @Nullable Who customer,
            @JsonProperty(required = true) String subject,
            @JsonProperty(required = true) String text,
            @Nullable String channel,
            @Nullable String unit,
            @Nullable String priority,
            @Nullable List<String> tags) {}

    record MessageBody(
            @JsonProperty(required = true) String direction,
            @JsonProperty(required = true) String text,
            @Nullable String html) {}

    record ResolutionBody(@Nullable String text) {}

    /// A case as programs see it. `move` is `us` or `customer`.
    record View(
            UUID id,
            long number,
            UUID customerId,
            String subject,
            String state,
            String move,
            String channel,
            UUID unit,
            String unitName,
            @Nullable UUID owner,
            String priority,
            List<String> tags,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant resolvedAt,
            @Nullable String resolution) {}

    /// A message as programs see it.
    record MessageView(
            UUID id,
            UUID caseId,
            String direction,
            String authorName,
            String subject,
            String text,
            @Nullable String html,
            String channel,
            boolean proven,
            Instant at,
            List<AttachmentView> attachments) {
        static MessageView of(Message m) {
            return new MessageView(
                    m.id(),
                    m.caseId(),
                    m.direction().word(),
                    m.authorName(),
                    m.subject(),
                    m.text(),
                    m.html(),
                    m.channel().word(),
                    m.proven(),
                    m.at(),
                    m.attachments().stream()
                            .map(a -> new AttachmentView(a.id(), a.name(), a.type(), a.size()))
                            .toList());
        }
    }

    record AttachmentView(UUID id, String name, String type, long size) {}

    private View view(Case c) {
        return new View(
                c.id(),
                c.number(),
                c.customerId(),
                c.subject(),
                c.state(),
                c.ourMove() ? "us" : "customer",
                c.channel().word(),
                c.unit(),
                teams.unit(c.unit()).name(),
                c.owner(),
                c.priority().word(),
                c.tags(),
                c.createdAt(),
                c.updatedAt(),
                c.resolvedAt(),
                c.resolution().isEmpty() ? null : c.resolution());
    }

    @PostMapping("/api/v1/cases")
    ResponseEntity<byte[]> open(SignedIn who, HttpServletRequest request, @RequestBody Body body) {
        if ((body.customerId() == null) == (body.customer() == null)) {
            throw Refusal.invalid(
                    "customer", "Name the customer: give either customerId or customer.");
        }
        try {
            return once.run(who, request, () -> opened(who.viewer(), body));
        } catch (DataIntegrityViolationException e) {
            // only the database need look whether he is known: that saves a trip for each case
            throw Customers.unknownIn(e);
        }
    }

    private Once.Answer opened(Viewer viewer, Body body) {
        var channel = body.channel() == null ? Channel.API : Channel.of(body.channel());
        UUID customer = body.customerId() == null ? found(viewer, body) : body.customerId();
        var opened =
                cases.open(
                        viewer,
                        new NewCase(
                                customer,
                                body.subject(),
                                body.unit() == null ? null : teams.unitNamed(body.unit()).id(),
                                null,
                                body.priority() == null
                                        ? Priority.NORMAL
                                        : Priority.of(body.priority()),
                                body.tags() == null ? List.of() : body.tags(),
                                NewMessage.typed(
                                        Message.Direction.INBOUND,
                                        body.customer() == null
                                                ? "Customer"
                                                : body.customer().name(),
                                        body.subject(),
                                        body.text(),
                                        channel)));
        return Once.Answer.created(view(opened), "/api/v1/cases/" + opened.id());
    }

    private UUID found(Viewer viewer, Body body) {
        var who = java.util.Objects.requireNonNull(body.customer());
        var points = new ArrayList<ContactPoint>();
        if (who.email() != null) {
            points.add(ContactPoint.of("email", who.email(), "ZZ"));
        }
        if (who.phone() != null) {
            points.add(ContactPoint.of("phone", who.phone(), "ZZ"));
        }
        return customers.findOrNew(viewer, who.name(), points).id();
    }

    @GetMapping("/api/v1/cases")
    Slice<View> list(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable String owner,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var filter =
                new CaseFilter(
                        resolved(state),
                        unit == null ? null : teams.unitNamed(unit).id(),
                        owner == null ? null : teams.personNamed(owner).id(),
                        false,
                        null,
                        null,
                        "",
                        q == null ? "" : q,
                        CaseFilter.Sort.of(sort == null ? "" : sort));
        return cases.list(
                        viewer, filter, ListParameters.cursor(cursor), ListParameters.limit(limit))
                .map(this::view);
    }

    private static @Nullable Boolean resolved(@Nullable String state) {
        return switch (state) {
            case null -> null;
            case "open" -> false;
            case "resolved" -> true;
            default -> throw Refusal.malformed("state", "A case is open or resolved.");
        };
    }

    @GetMapping("/api/v1/cases/{id}")
    ResponseEntity<View> get(Viewer viewer, @PathVariable UUID id) {
        return tagged(cases.get(viewer, id));
    }

    private ResponseEntity<View> tagged(Case c) {
        return ResponseEntity.ok().eTag(Strict.etag(c.version())).body(view(c));
    }

    @PostMapping("/api/v1/cases/{id}/messages")
    ResponseEntity<byte[]> say(
            SignedIn who,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestBody MessageBody body) {
        return once.run(
                who,
                request,
                () -> {
                    var direction = Message.Direction.of(body.direction());
                    var theCase = cases.get(who.viewer(), id);
                    String author =
                            direction == Message.Direction.INBOUND
                                    ? customers.get(theCase.customerId()).name()
                                    : who.person().name();
                    var typed =
                            NewMessage.typed(
                                    direction,
                                    author,
                                    theCase.subject(),
                                    body.text(),
                                    theCase.channel());
                    var said =
                            cases.say(
                                    who.viewer(),
                                    id,
                                    body.html() == null ? typed : typed.withHtml(body.html()));
                    return Once.Answer.created(
                            MessageView.of(said), "/api/v1/cases/" + id + "/messages");
                });
    }

    @GetMapping("/api/v1/cases/{id}/messages")
    Slice<MessageView> messages(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return cases.messages(viewer, id, ListParameters.after(cursor), ListParameters.limit(limit))
                .map(MessageView::of);
    }

    @PostMapping("/api/v1/cases/{id}/resolution")
    ResponseEntity<byte[]> resolve(
            SignedIn who,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable ResolutionBody body) {
        return once.run(
                who,
                request,
                () ->
                        Once.Answer.ok(
                                view(
                                        cases.resolve(
                                                who.viewer(),
                                                id,
                                                Strict.version(ifMatch),
                                                body == null || body.text() == null
                                                        ? ""
                                                        : body.text()))));
    }

    @DeleteMapping("/api/v1/cases/{id}/resolution")
    ResponseEntity<View> reopen(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return tagged(cases.reopen(viewer, id, Strict.version(ifMatch)));
    }
}
