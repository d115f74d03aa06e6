package kept.desk;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import kept.accounts.Frames;
import kept.accounts.SignedIn;
import kept.cases.Cases;
import kept.journal.Entry;
import kept.makegood.MakeGoods;
import kept.misses.Misses;
import kept.promises.Promise;
import kept.promises.Promises;
import kept.proof.HistoryLine;
import kept.steps.Steps;
import kept.teams.Teams;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Moves of a promise, and its history.
@Controller
class PromisePages {
    private final Templates pages;
    private final Frames frames;
    private final Promises promises;
    private final MakeGoods makeGoods;
    private final Misses misses;
    private final Steps steps;
    private final Cases cases;
    private final Teams teams;
    private final PromiseRows rows;

    PromisePages(
            Templates pages,
            Frames frames,
            Promises promises,
            MakeGoods makeGoods,
            Misses misses,
            Steps steps,
            Cases cases,
            Teams teams,
            PromiseRows rows) {
        this.pages = pages;
        this.frames = frames;
        this.promises = promises;
        this.makeGoods = makeGoods;
        this.misses = misses;
        this.steps = steps;
        this.cases = cases;
        this.teams = teams;
        this.rows = rows;
    }

    @GetMapping("/promises/{id}")
    JteModel show(SignedIn who, @PathVariable UUID id) {
        var promise = promises.get(who.viewer(), id);
        var chain = rows.of(promises.chain(promise));
        var histories =
                Stream.concat(
                                chain.stream()
                                        .flatMap(row ->
                                                promises
                                                        .history(who.viewer(), row.promise().id())
                                                        .stream()),
                                steps.history(promise).stream())
                        .sorted(Comparator.comparing(Entry::at))
                        .map(entry -> HistoryLine.of(entry, teams))
                        .toList();
        var last = chain.getLast().promise();
        var face = frames.clockface(who);
        return pages.deskPromiseHistory(
                frames.of(who, promise.words().saidText(), "board"),
                chain,
                WhyView.of(misses, chain),
                promises.receiptOf(id),
                histories,
                steps.of(last).map(progress -> PlanView.of(progress, teams, face)).orElse(null),
                face);
    }

    @PostMapping("/promises/{id}/claim")
    ResponseEntity<Void> claim(
            SignedIn who,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(defaultValue = "") String evidence) {
        return back(
                promises.claim(who.viewer(), id, version, evidence.isBlank() ? null : evidence));
    }

    @PostMapping("/promises/{id}/make-good")
    ResponseEntity<Void> makeGood(
            SignedIn who,
            @PathVariable UUID id,
            @RequestParam String amount,
            @RequestParam String reason) {
        makeGoods.add(who.viewer(), id, amount, reason);
        return back(promises.get(who.viewer(), id));
    }

    /// Why it was broken: `back` says where the reader was, on Today, the promise or its case.
    @PostMapping("/promises/{id}/miss")
    ResponseEntity<Void> missed(
            SignedIn who,
            @PathVariable UUID id,
            @RequestParam String reason,
            @RequestParam(defaultValue = "") String back) {
        var promise = misses.say(who.viewer(), id, reason);
        return switch (back) {
            case "today" -> ResponseEntity.status(303).header("Location", "/").build();
            case "promise" ->
                    ResponseEntity.status(303).header("Location", "/promises/" + id).build();
            default -> back(promise);
        };
    }

    @PostMapping("/promises/{id}/redate")
    ResponseEntity<Void> redate(
            SignedIn who,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam String due,
            @RequestParam String reason) {
        return back(
                promises.redate(
                        who.viewer(), id, version, CasePages.readTime(who, due), null, reason));
    }

    @PostMapping("/promises/{id}/condition")
    ResponseEntity<Void> conditionMet(SignedIn who, @PathVariable UUID id) {
        return back(promises.conditionMet(who.viewer(), id, null));
    }

    @PostMapping("/promises/{id}/handover")
    ResponseEntity<Void> handOver(SignedIn who, @PathVariable UUID id, @RequestParam String owner) {
        return back(promises.handOver(who.viewer(), id, null, teams.personNamed(owner).id()));
    }

    @PostMapping("/promises/{id}/release")
    ResponseEntity<Void> release(
            SignedIn who, @PathVariable UUID id, @RequestParam(defaultValue = "") String reason) {
        return back(promises.release(who.viewer(), id, null, reason.isBlank() ? null : reason));
    }

    @PostMapping("/promises/{id}/withdrawal")
    ResponseEntity<Void> withdraw(
            SignedIn who, @PathVariable UUID id, @RequestParam String reason) {
        return back(promises.withdraw(who.viewer(), id, null, reason));
    }

    ResponseEntity<Void> backTo(SignedIn who, UUID id) {
        return back(promises.get(who.viewer(), id));
    }

    private ResponseEntity<Void> back(Promise promise) {
        UUID caseId = promise.words().caseId();
        var onCase = caseId == null ? null : cases.byIds(List.of(caseId)).get(caseId);
        String to = onCase == null ? "/promises/" + promise.id() : "/cases/" + onCase.number();
        return ResponseEntity.status(303).header("Location", to).build();
    }
}
