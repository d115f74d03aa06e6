package kept.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import kept.accounts.SignedIn;
import kept.kernel.Refusal;
import kept.kernel.Slice;
import kept.promises.Promises;
import kept.steps.Progress;
import kept.steps.Step;
import kept.steps.StepTemplate;
import kept.steps.StepTemplates;
import kept.steps.Steps;
import kept.steps.Task;
import kept.teams.Teams;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StepApi {
    private final Steps steps;
    private final StepTemplates templates;
    private final Promises promises;
    private final Teams teams;
    private final Once once;

    StepApi(Steps steps, StepTemplates templates, Promises promises, Teams teams, Once once) {
        this.steps = steps;
        this.templates = templates;
        this.promises = promises;
        this.teams = teams;
        this.once = once;
    }

    /// A step as programs see it. `expectedEnd`, `latestEnd` and `slack` (working time, negative if lost) are as of now.
    record View(
            UUID id,
            UUID promiseId,
            int position,
            String name,
            UUID unit,
            String unitName,
            Duration work,
            List<Integer> needs,
            String state,
            Instant plannedStart,
            Instant plannedEnd,
            Instant expectedEnd,
            Instant latestEnd,
            Duration slack,
            boolean red,
            boolean ready,
            @Nullable Instant answerBy,
            @Nullable Instant acceptedAt,
            @Nullable UUID acceptedBy,
            @Nullable Instant toldEnd,
            @Nullable String reason,
            @Nullable Instant startedAt,
            @Nullable Instant doneAt) {}

    /// The steps behind a promise. `backing` is backed, provisional, unanswered or refused.
    record PlanView(
            UUID promiseId,
            String backing,
            @Nullable Instant provisionalUntil,
            @Nullable Instant redSince,
            @Nullable UUID redAt,
            Instant expectedEnd,
            List<View> steps) {}

    record Refused(
            @JsonProperty(required = true) String reason,
            @JsonProperty(required = true) Instant earliestEnd) {}

    record Delay(
            @JsonProperty(required = true) Instant end,
            @JsonProperty(required = true) String reason) {}

    record Asking(@Nullable String unit) {}

    /// A line of a template: `needs` holds names of other lines, `capacity` how many a day the unit takes on by rule.
    record Line(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String unit,
            @JsonProperty(required = true) Duration work,
            @Nullable List<String> needs,
            @Nullable Integer capacity,
            @Nullable Duration answerWithin) {}

    record TemplateBody(
            @JsonProperty(required = true) String kind,
            @Nullable String unit,
            @JsonProperty(required = true) List<Line> steps) {}

    record TemplateView(
            UUID id, String kind, @Nullable UUID unit, List<Line> steps, Instant since) {}

    private View view(Step step, Progress progress) {
        var schedule = progress.schedule();
        return new View(
                step.id(),
                progress.promise().id(),
                step.position(),
                step.name(),
                step.unit(),
                teams.unit(step.unit()).name(),
                step.what().work(),
                step.what().needs(),
                step.state().wire(),
                step.planned().start(),
                step.planned().end(),
                schedule.expectedEnd(step),
                schedule.latestEnd(step),
                schedule.slack(step),
                schedule.red(step),
                schedule.ready(step),
                step.asked().answerBy(),
                step.course().acceptedAt(),
                step.course().acceptedBy(),
                step.course().toldEnd(),
                step.course().reason(),
                step.course().startedAt(),
                step.course().doneAt());
    }

    private View view(Task task) {
        return view(task.step(), task.progress());
    }

    // --- templates

    @GetMapping("/api/v1/step-templates")
    Slice<TemplateView> templates() {
        return new Slice<>(templates.list().stream().map(this::view).toList(), null);
    }

    private TemplateView view(StepTemplate template) {
        return new TemplateView(
                template.id(),
                template.kind(),
                template.unit(),
                template.lines().stream()
                        .map(line ->
                                new Line(
                                        line.name(),
                                        teams.unit(line.unit()).name(),
                                        line.work(),
                                        line.needs().stream()
                                                .map(need -> template.lines().get(need).name())
                                                .toList(),
                                        line.capacity(),
                                        line.answerWithin()))
                        .toList(),
                template.since());
    }

    @PostMapping("/api/v1/step-templates")
    ResponseEntity<byte[]> adopt(
            SignedIn who, HttpServletRequest request, @RequestBody TemplateBody body) {
        return once.run(
                who,
                request,
                () ->
                        new Once.Answer(
                                201,
                                view(
                                        templates.adopt(
                                                who.viewer(),
                                                body.kind(),
                                                body.unit() == null
                                                        ? null
                                                        : teams.unitNamed(body.unit()).id(),
                                                lines(body.steps()))),
                                null,
                                null));
    }

    private List<StepTemplate.Line> lines(List<Line> lines) {
        var names = lines.stream().map(line -> line.name().strip()).toList();
        return lines.stream()
                .map(line ->
                        new StepTemplate.Line(
                                line.name(),
                                teams.unitNamed(line.unit()).id(),
                                line.work(),
                                Objects.requireNonNullElse(line.needs(), List.<String>of()).stream()
                                        .map(need -> place(names, need, line.name()))
                                        .toList(),
                                line.capacity(),
                                line.answerWithin() == null
                                        ? StepTemplate.ANSWER
                                        : line.answerWithin()))
                .toList();
    }

    private static int place(List<String> names, String need, String by) {
        int place = names.indexOf(need.strip());
        if (place < 0) {
            throw Refusal.invalid(
                    "steps",
                    "\"%s\" needs \"%s\", and no step has that name. There are %s."
                            .formatted(by, need, String.join(", ", names)));
        }
        return place;
    }

    @DeleteMapping("/api/v1/step-templates/{id}")
    ResponseEntity<Void> end(SignedIn who, @PathVariable UUID id) {
        templates.end(who.viewer(), id);
        return ResponseEntity.noContent().build();
    }

    // --- steps

    /// 404 if nobody else has a part in the promise.
    @GetMapping("/api/v1/promises/{id}/steps")
    PlanView ofPromise(Viewer viewer, @PathVariable UUID id) {
        var promise = promises.get(viewer, id);
        var progress =
                steps.of(promise)
                        .orElseThrow(() -> Refusal.notFound("No steps stand behind this promise."));
        var plan = progress.plan();
        var red = plan.redStep();
        return new PlanView(
                progress.promise().id(),
                plan.backing().name().toLowerCase(java.util.Locale.ROOT),
                plan.provisionalUntil(),
                plan.red() == null ? null : plan.red().since(),
                red == null ? null : red.id(),
                progress.schedule().expectedEnd(),
                plan.steps().stream().map(step -> view(step, progress)).toList());
    }

    @GetMapping("/api/v1/steps")
    Slice<View> list(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return steps.list(
                        viewer,
                        unit == null ? null : teams.unitNamed(unit).id(),
                        state == null ? null : Step.State.of(state),
                        ListParameters.cursor(cursor),
                        ListParameters.limit(limit))
                .map(this::view);
    }

    @GetMapping("/api/v1/steps/{id}")
    View get(Viewer viewer, @PathVariable UUID id) {
        return view(steps.get(viewer, id));
    }

    @PostMapping("/api/v1/steps/{id}/acceptance")
    ResponseEntity<byte[]> accept(SignedIn who, HttpServletRequest request, @PathVariable UUID id) {
        return move(who, request, () -> steps.accept(who.viewer(), id));
    }

    @PostMapping("/api/v1/steps/{id}/refusal")
    ResponseEntity<byte[]> refuse(
            SignedIn who,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestBody Refused body) {
        return move(
                who,
                request,
                () -> steps.refuse(who.viewer(), id, body.reason(), body.earliestEnd()));
    }

    @PostMapping("/api/v1/steps/{id}/start")
    ResponseEntity<byte[]> start(SignedIn who, HttpServletRequest request, @PathVariable UUID id) {
        return move(who, request, () -> steps.start(who.viewer(), id));
    }

    @PostMapping("/api/v1/steps/{id}/done")
    ResponseEntity<byte[]> done(SignedIn who, HttpServletRequest request, @PathVariable UUID id) {
        return move(who, request, () -> steps.done(who.viewer(), id));
    }

    @PostMapping("/api/v1/steps/{id}/delay")
    ResponseEntity<byte[]> delay(
            SignedIn who,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestBody Delay body) {
        return move(who, request, () -> steps.delay(who.viewer(), id, body.end(), body.reason()));
    }

    @PostMapping("/api/v1/steps/{id}/asking")
    ResponseEntity<byte[]> ask(
            SignedIn who,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable Asking body) {
        return move(
                who,
                request,
                () ->
                        steps.ask(
                                who.viewer(),
                                id,
                                body == null || body.unit() == null
                                        ? null
                                        : teams.unitNamed(body.unit()).id()));
    }

    private ResponseEntity<byte[]> move(
            SignedIn who, HttpServletRequest request, Supplier<Task> move) {
        return once.run(who, request, () -> Once.Answer.ok(view(move.get())));
    }
}
