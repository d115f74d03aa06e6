package kept.accounts.pages;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import kept.accounts.Accounts;
import kept.accounts.SignInCookie;
import kept.accounts.SignedIn;
import kept.kernel.Refusal;
import kept.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class SignInPages {
    private final Templates pages;
    private final Accounts accounts;
    private final SignInCookie cookie;

    SignInPages(Templates pages, Accounts accounts, SignInCookie cookie) {
        this.pages = pages;
        this.accounts = accounts;
        this.cookie = cookie;
    }

    @GetMapping("/sign-in")
    JteModel form(@RequestParam(defaultValue = "") String to) {
        return pages.accountsSignIn(Frame.bare("Sign in"), "", "", local(to));
    }

    @PostMapping("/sign-in")
    @Nullable Object signIn(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam String email,
            @RequestParam String password,
            @RequestParam(defaultValue = "") String to) {
        try {
            String secret =
                    accounts.signIn(email, password, request.getRemoteAddr(), agent(request));
            return seeOther(local(to), secret);
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            return pages.accountsSignIn(
                    Frame.bare("Sign in"), refusal.sentence(), email, local(to));
        }
    }

    @PostMapping("/sign-out")
    ResponseEntity<Void> signOut(SignedIn who) {
        accounts.signOut(who);
        return seeOther("/sign-in", "");
    }

    @GetMapping("/password/forgotten")
    JteModel forgotten() {
        return pages.accountsForgotten(Frame.bare("Forgotten password"), false);
    }

    @PostMapping("/password/forgotten")
    JteModel sendLink(@RequestParam String email) {
        accounts.forgotten(email);
        return pages.accountsForgotten(Frame.bare("Forgotten password"), true);
    }

    @GetMapping("/password/{purpose}/{secret}")
    JteModel choose(@PathVariable String purpose, @PathVariable String secret) {
        var person = accounts.holderOf(purpose, secret);
        return pages.accountsChoose(
                Frame.bare("Choose a password"), purpose, secret, person.name(), "");
    }

    @PostMapping("/password/{purpose}/{secret}")
    Object set(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String purpose,
            @PathVariable String secret,
            @RequestParam String password) {
        var person = accounts.holderOf(purpose, secret);
        try {
            return seeOther("/", accounts.setPassword(purpose, secret, password, agent(request)));
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            return pages.accountsChoose(
                    Frame.bare("Choose a password"),
                    purpose,
                    secret,
                    person.name(),
                    refusal.sentence());
        }
    }

    private ResponseEntity<Void> seeOther(String to, String secret) {
        return ResponseEntity.status(303)
                .header(HttpHeaders.LOCATION, to)
                .header(HttpHeaders.SET_COOKIE, cookie.header(secret))
                .build();
    }

    /// Only a path of our own, so that no link to the sign-in page leads away.
    private static String local(String to) {
        return to.matches("/(?![/\\\\])[A-Za-z0-9/_.?=&%-]*") ? to : "/";
    }

    private static String agent(HttpServletRequest request) {
        String agent = request.getHeader("User-Agent");
        return agent == null ? "" : agent;
    }
}
