package kept.reach;

import static kept.accounts.Route.least;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.UUID;
import kept.accounts.Frames;
import kept.accounts.Route.Routes;
import kept.accounts.SignedIn;
import kept.kernel.Refusal;
import kept.reach.BossTest.Answer;
import kept.teams.Role;
import kept.teams.Teams;
import kept.voice.Line;
import kept.voice.OurLines;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The diary of our own tests: planned by leads, called and answered by testers, opened by the owner.
@Controller
class BossPages {
    private final Templates pages;
    private final Frames frames;
    private final BossTests tests;
    private final OurLines lines;
    private final Teams teams;

    BossPages(Templates pages, Frames frames, BossTests tests, OurLines lines, Teams teams) {
        this.pages = pages;
        this.frames = frames;
        this.tests = tests;
        this.lines = lines;
        this.teams = teams;
    }

    @Configuration(proxyBeanMethods = false)
    static class Published {
        @Bean
        Routes bossTestRoutes() {
            return Routes.of(
                    least(Role.AGENT, "GET", "/telephone/tests"),
                    least(Role.LEAD, "POST", "/telephone/tests"),
                    least(Role.AGENT, "GET", "/telephone/tests/{id}"),
                    least(Role.AGENT, "POST", "/telephone/tests/{id}/answers/{question}"),
                    least(Role.LEAD, "POST", "/telephone/tests/{id}/cancellation"),
                    least(Role.OWNER, "POST", "/telephone/tests/{id}/opening"));
        }
    }

    @GetMapping("/telephone/tests")
    JteModel diary(SignedIn who) {
        return pages.reachTests(
                frames.of(who, "Tests", "telephone"),
                tests.diary(who.viewer()).stream().map(test -> view(who, test)).toList(),
                lines.all(),
                teams.activePeople().stream()
                        .filter(person -> person.role().atLeast(Role.AGENT))
                        .toList(),
                who.viewer().person(),
                who.viewer().role().atLeast(Role.LEAD),
                frames.clockface(who));
    }

    @PostMapping("/telephone/tests")
    ResponseEntity<Void> plan(
            SignedIn who,
            @RequestParam String line,
            @RequestParam String persona,
            @RequestParam String errand,
            @RequestParam UUID tester,
            @RequestParam(defaultValue = "") String shown,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String at) {
        var test =
                tests.plan(
                        who.viewer(),
                        new BossTests.Plan(
                                line, persona, shown, errand, tester, phone, time(who, at)));
        return to(test.id());
    }

    /// The time in the zone of who typed it.
    private static @Nullable Instant time(SignedIn who, String typed) {
        if (typed.isBlank()) {
            return null;
        }
        try {
            return LocalDateTime.parse(typed.strip()).atZone(who.person().zone()).toInstant();
        } catch (DateTimeException _) {
            throw Refusal.malformed("at", "Write the time as 2026-11-24T17:30, or leave it out.");
        }
    }

    @GetMapping("/telephone/tests/{id}")
    JteModel show(SignedIn who, @PathVariable UUID id) {
        return pages.reachTest(
                frames.of(who, "Test", "telephone"),
                view(who, tests.get(who.viewer(), id)),
                frames.clockface(who));
    }

    @PostMapping("/telephone/tests/{id}/answers/{question}")
    ResponseEntity<Void> answer(
            SignedIn who,
            @PathVariable UUID id,
            @PathVariable int question,
            @RequestParam int mark,
            @RequestParam(defaultValue = "") String words) {
        tests.answer(who.viewer(), id, question, new Answer(mark, words));
        return to(id);
    }

    @PostMapping("/telephone/tests/{id}/cancellation")
    ResponseEntity<Void> cancel(SignedIn who, @PathVariable UUID id) {
        tests.cancel(who.viewer(), id);
        return to(id);
    }

    @PostMapping("/telephone/tests/{id}/opening")
    ResponseEntity<Void> open(SignedIn who, @PathVariable UUID id) {
        tests.open(who.viewer(), id);
        return to(id);
    }

    private BossView view(SignedIn who, BossTest test) {
        var asked = new ArrayList<BossView.Asked>();
        for (int i = 1; i <= BossTest.QUESTIONS.size(); i++) {
            asked.add(
                    new BossView.Asked(
                            i,
                            BossTest.QUESTIONS.get(i - 1),
                            tests.asks(test, i),
                            test.answers().get(i)));
        }
        var role = who.viewer().role();
        return new BossView(
                test,
                lines.find(test.line()).map(Line::name).orElse(test.line()),
                teams.nameOf(test.tester()),
                tests.timing(test).orElse(null),
                tests.word(test).orElse(null),
                tests.nameIn(test),
                who.viewer().person().equals(test.tester()),
                role.atLeast(Role.LEAD),
                role.atLeast(Role.OWNER),
                asked);
    }

    private static ResponseEntity<Void> to(UUID id) {
        return ResponseEntity.status(303).header("Location", "/telephone/tests/" + id).build();
    }
}
