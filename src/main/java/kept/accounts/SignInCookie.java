package kept.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;
import kept.web.PublicAddress;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/// The cookie that carries a sign-in: never read by scripts, never sent by other sites, and bound to this host by its
/// name when we are reached by https (RFC 6265bis).
@Component
public class SignInCookie {
    private final boolean secure;

    SignInCookie(PublicAddress address) {
        this.secure = address.secure();
    }

    private String name() {
        return secure ? "__Host-kept" : "kept";
    }

    Optional<String> read(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name()))
                        .map(cookie -> String.valueOf(cookie.getValue()))
                        .findFirst();
    }

    /// The `Set-Cookie` header for a sign-in; an empty secret takes the cookie away.
    public String header(String secret) {
        return ResponseCookie.from(name(), secret)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .path("/")
                .maxAge(secret.isEmpty() ? java.time.Duration.ZERO : Accounts.ABSOLUTE)
                .build()
                .toString();
    }
}
