package kept.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import kept.accounts.SignedIn;
import kept.kernel.Refusal;
import kept.kernel.Slice;
import kept.makegood.Addition;
import kept.makegood.MakeGood;
import kept.makegood.MakeGoods;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MakeGoodApi {
    private final MakeGoods makeGoods;
    private final Once once;

    MakeGoodApi(MakeGoods makeGoods, Once once) {
        this.makeGoods = makeGoods;
        this.once = once;
    }

    /// What a customer gets, as programs see it; `promise` is the link that was broken first.
    record View(
            UUID id,
            UUID promise,
            UUID customerId,
            UUID unit,
            UUID payer,
            String name,
            String state,
            BigDecimal amount,
            String currency,
            Instant lateFrom,
            @Nullable String reason,
            @Nullable String evidence,
            @Nullable Instant paidAt,
            @Nullable String payment,
            Instant since) {
        static View of(MakeGood m) {
            return new View(
                    m.id(),
                    m.promise(),
                    m.customerId(),
                    m.unit(),
                    m.payer(),
                    m.name(),
                    m.state().wire(),
                    m.total().amount(),
                    m.total().currency().getCurrencyCode(),
                    m.lateFrom(),
                    m.reason(),
                    m.evidence(),
                    m.paidAt(),
                    m.payment(),
                    m.since());
        }
    }

    record AdditionBody(
            @JsonProperty(required = true) String amount,
            @JsonProperty(required = true) String reason) {}

    /// `granted` is null while the addition waits for a second person.
    record AdditionView(
            UUID id,
            UUID makeGood,
            BigDecimal amount,
            String currency,
            String reason,
            @Nullable Boolean granted) {
        static AdditionView of(Addition a) {
            return new AdditionView(
                    a.id(),
                    a.makeGood(),
                    a.amount().amount(),
                    a.amount().currency().getCurrencyCode(),
                    a.reason(),
                    a.granted());
        }
    }

    record PaymentBody(@JsonProperty(required = true) String reference) {}

    record ExclusionBody(
            @JsonProperty(required = true) String reason,
            @JsonProperty(required = true) String evidence) {}

    @GetMapping("/api/v1/make-goods")
    Slice<View> list(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return makeGoods
                .list(
                        viewer,
                        state(state),
                        from,
                        to,
                        ListParameters.cursor(cursor),
                        ListParameters.limit(limit))
                .map(View::of);
    }

    private static MakeGood.@Nullable State state(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return MakeGood.State.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw Refusal.malformed("state", "A state is growing, owed, paid or excluded.");
        }
    }

    @PostMapping("/api/v1/promises/{id}/make-good")
    ResponseEntity<byte[]> add(
            SignedIn who,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestBody AdditionBody body) {
        return once.run(
                who,
                request,
                () ->
                        new Once.Answer(
                                201,
                                AdditionView.of(
                                        makeGoods.add(
                                                who.viewer(), id, body.amount(), body.reason())),
                                null,
                                null));
    }

    @PostMapping("/api/v1/make-goods/{id}/payment")
    ResponseEntity<byte[]> paid(
            SignedIn who,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestBody PaymentBody body) {
        return once.run(
                who,
                request,
                () -> Once.Answer.ok(View.of(makeGoods.paid(who.viewer(), id, body.reference()))));
    }

    @PostMapping("/api/v1/make-goods/{id}/exclusion")
    ResponseEntity<byte[]> exclude(
            SignedIn who,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestBody ExclusionBody body) {
        return once.run(
                who,
                request,
                () ->
                        Once.Answer.ok(
                                View.of(
                                        makeGoods.exclude(
                                                who.viewer(),
                                                id,
                                                body.reason(),
                                                body.evidence()))));
    }
}
