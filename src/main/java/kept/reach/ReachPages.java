package kept.reach;

import static kept.accounts.Route.least;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import java.time.Duration;
import java.time.Instant;
import kept.accounts.Frames;
import kept.accounts.Route.Routes;
import kept.accounts.SignedIn;
import kept.teams.Role;
import kept.voice.Line;
import kept.voice.OurLines;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// How our lines are and were.
@Controller
class ReachPages {
    private static final int CHECKS = 20;

    private final Templates pages;
    private final Frames frames;
    private final OurLines lines;
    private final Reach reach;
    private final Signals signals;

    ReachPages(Templates pages, Frames frames, OurLines lines, Reach reach, Signals signals) {
        this.pages = pages;
        this.frames = frames;
        this.lines = lines;
        this.reach = reach;
        this.signals = signals;
    }

    @Configuration(proxyBeanMethods = false)
    static class Published {
        @Bean
        Routes reachRoutes() {
            return Routes.of(
                    least(Role.VIEWER, "GET", "/telephone/lines"),
                    least(Role.VIEWER, "GET", "/telephone/lines/{number}"),
                    least(Role.VIEWER, "GET", "/telephone/lines/{number}/now"),
                    least(Role.LEAD, "POST", "/telephone/lines/{number}/calls"),
                    least(Role.LEAD, "POST", "/telephone/lines/{number}/watch"));
        }
    }

    @GetMapping("/telephone/lines")
    JteModel list(SignedIn who) {
        return pages.reachLines(
                frames.of(who, "Lines", "telephone"),
                lines.all().stream().map(line -> view(who, line, 1)).toList(),
                who.viewer().role().atLeast(Role.LEAD));
    }

    @GetMapping("/telephone/lines/{number}")
    JteModel show(SignedIn who, @PathVariable String number) {
        var line = lines.get(number);
        return pages.reachLine(frames.of(who, line.name(), "telephone"), view(who, line, CHECKS));
    }

    @GetMapping("/telephone/lines/{number}/now")
    JteModel now(SignedIn who, @PathVariable String number) {
        return pages.reachLineNow(view(who, lines.get(number), CHECKS));
    }

    @PostMapping("/telephone/lines/{number}/calls")
    ResponseEntity<Void> call(SignedIn who, @PathVariable String number) {
        reach.soon(who.viewer(), number);
        return to(lines.get(number));
    }

    @PostMapping("/telephone/lines/{number}/watch")
    ResponseEntity<Void> watch(
            SignedIn who, @PathVariable String number, @RequestParam int minutes) {
        reach.every(who.viewer(), number, minutes);
        return to(lines.get(number));
    }

    private LineView view(SignedIn who, Line line, int checks) {
        Instant now = frames.now();
        Instant since = now.minus(Duration.ofDays(Strip.DAYS));
        var watched = reach.watched(line.number());
        var incidents = lines.incidents(line, since);
        return new LineView(
                line,
                lines.isRed(line),
                watched.minutes(),
                watched.minutes() == 0 ? null : watched.next(),
                !watched.next().isAfter(now),
                Strip.of(reach.seen(line.number(), since), incidents, now),
                reach.last(line.number(), checks),
                incidents,
                signals.of(line),
                who.viewer().role().atLeast(Role.LEAD),
                frames.clockface(who));
    }

    private static ResponseEntity<Void> to(Line line) {
        return ResponseEntity.status(303).header("Location", line.path()).build();
    }
}
