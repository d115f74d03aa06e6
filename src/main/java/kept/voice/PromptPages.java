package kept.voice;

import static kept.accounts.Route.least;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import kept.accounts.Frames;
import kept.accounts.Route.Routes;
import kept.accounts.SignedIn;
import kept.kernel.Refusal;
import kept.menus.Menu;
import kept.menus.Menus;
import kept.prompts.Prompts;
import kept.prompts.RecordedPrompt;
import kept.teams.Role;
import kept.teams.Teams;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/// All that callers hear, to listen to and to speak oneself.
@Controller
class PromptPages {
    private static final int MOST_BYTES = 16 << 20;

    private final Templates pages;
    private final Frames frames;
    private final Prompts prompts;
    private final Phrases phrases;
    private final Lines lines;
    private final Menus menus;
    private final Teams teams;

    PromptPages(
            Templates pages,
            Frames frames,
            Prompts prompts,
            Phrases phrases,
            Lines lines,
            Menus menus,
            Teams teams) {
        this.pages = pages;
        this.frames = frames;
        this.prompts = prompts;
        this.phrases = phrases;
        this.lines = lines;
        this.menus = menus;
        this.teams = teams;
    }

    @Configuration(proxyBeanMethods = false)
    static class Published {
        @Bean
        Routes promptRoutes() {
            return Routes.of(
                    least(Role.LEAD, "GET", "/telephone/prompts"),
                    least(Role.LEAD, "GET", "/telephone/prompts/sound"),
                    least(Role.LEAD, "POST", "/telephone/prompts"),
                    least(Role.LEAD, "POST", "/telephone/prompts/{name}/removal"));
        }
    }

    @GetMapping("/telephone/prompts")
    JteModel show(SignedIn who) {
        Map<String, RecordedPrompt> spoken =
                prompts.recorded().stream()
                        .collect(Collectors.toMap(RecordedPrompt::name, Function.identity()));
        var rows = new ArrayList<PromptRow>();
        for (String language : languages()) {
            for (String text : texts(language)) {
                var own = spoken.remove(Prompts.name(language, text));
                rows.add(
                        new PromptRow(
                                Prompts.name(language, text),
                                language,
                                text,
                                Texts.isNumber(text),
                                own == null ? "" : teams.nameOf(own.by()),
                                own != null || prompts.sayable(language, text)));
            }
        }
        return pages.voicePrompts(frames.of(who, "Prompts", "telephone"), rows);
    }

    private Set<String> languages() {
        var languages = new TreeSet<String>();
        lines.all().forEach(line -> languages.add(line.language()));
        return languages.isEmpty() ? Set.of("en") : languages;
    }

    /// What the owner wrote first, then what the house says by itself.
    private Set<String> texts(String language) {
        var texts = new LinkedHashSet<String>();
        lines.all().stream()
                .filter(line -> line.language().equals(language) && !line.greeting().isBlank())
                .forEach(line -> texts.add(line.greeting().strip()));
        for (var menu : menus.all()) {
            menus.live(menu.id())
                    .filter(tree -> tree.language().equals(language))
                    .ifPresent(tree -> says(tree, texts));
        }
        Texts.all().forEach(text -> texts.add(phrases.in(language, text)));
        return texts;
    }

    private static void says(Menu tree, Set<String> texts) {
        for (var point : tree.points().values()) {
            texts.add(point.says());
            point.keys()
                    .values()
                    .forEach(choice -> {
                        if (choice.target() instanceof Menu.Target.Says(String text)) {
                            texts.add(text);
                        }
                    });
        }
    }

    @GetMapping("/telephone/prompts/sound")
    ResponseEntity<byte[]> sound(@RequestParam String language, @RequestParam String says) {
        if (says.isBlank() || says.length() > 600 || !language.matches("[a-z]{2}")) {
            throw Refusal.invalid("says", "Say which text you want to hear.");
        }
        return ResponseEntity.ok()
                .header("Content-Type", "audio/wav")
                .header("Cache-Control", "private, no-store")
                .body(prompts.wav(language, says));
    }

    /// The body is the WAV file itself, as the page makes it from a microphone or takes it from a file.
    @PostMapping(path = "/telephone/prompts", consumes = "audio/wav")
    ResponseEntity<Void> record(
            SignedIn who,
            @RequestParam String language,
            @RequestParam String says,
            @RequestBody byte[] wav) {
        if (wav.length > MOST_BYTES) {
            throw Refusal.invalid("recording", "A prompt has at most 16 MB.");
        }
        prompts.record(who.viewer(), language, says, wav);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/telephone/prompts/{name}/removal")
    ResponseEntity<Void> forget(SignedIn who, @PathVariable String name) {
        prompts.forget(who.viewer(), name);
        return ResponseEntity.status(303).header("Location", "/telephone/prompts").build();
    }
}
