package kept.proof;

import static kept.accounts.Route.least;

import generated.pages.Templates;
import java.util.HexFormat;
import java.util.Map;
import kept.accounts.Route;
import kept.accounts.Route.Routes;
import kept.accounts.SignedIn;
import kept.journal.Heads;
import kept.paper.Paper;
import kept.teams.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/// Bundles to take away, and the signed heads for everybody who keeps copies of them.
@Controller
class ProofPages {
    private static final int HEADS = 48;

    private final Templates pages;
    private final Bundles bundles;
    private final Heads heads;

    ProofPages(Templates pages, Bundles bundles, Heads heads) {
        this.pages = pages;
        this.bundles = bundles;
        this.heads = heads;
    }

    @GetMapping("/cases/{number}/bundle.json")
    ResponseEntity<byte[]> json(SignedIn who, @PathVariable long number) {
        return file(
                MediaType.APPLICATION_JSON,
                "case-" + number + ".json",
                bundles.json(who.viewer(), number));
    }

    @GetMapping("/cases/{number}/bundle.pdf")
    ResponseEntity<byte[]> pdf(SignedIn who, @PathVariable long number) {
        return file(
                MediaType.APPLICATION_PDF,
                "case-" + number + ".pdf",
                Paper.of(pages.proofBundle(bundles.of(who.viewer(), number))));
    }

    private static ResponseEntity<byte[]> file(MediaType type, String name, byte[] bytes) {
        return ResponseEntity.ok()
                .contentType(type)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .header("Cache-Control", "no-store")
                .body(bytes);
    }

    /// The key of the house and its latest heads: nothing in them tells of a person or a word.
    @GetMapping("/.well-known/kept-heads")
    @ResponseBody
    Map<String, Object> heads() {
        return Map.of(
                "publicKey",
                HexFormat.of().formatHex(heads.publicKey()),
                "heads",
                heads.latest(HEADS).stream().map(h -> Bundles.head(h, heads.before(h))).toList());
    }

    @Bean
    static Routes proofRoutes() {
        return Routes.of(
                Route.open("GET", "/.well-known/kept-heads"),
                least(Role.AGENT, "GET", "/cases/{number}/bundle.json"),
                least(Role.AGENT, "GET", "/cases/{number}/bundle.pdf"));
    }
}
