package kept.accounts;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/// Hashes and checks passwords by argon2id (RFC 9106) with 46 MiB, one pass and one lane, four at once at most.
@Component
class Passwords {
    private static final int LONGEST = 256;
    private static final int SHORTEST = 10;
    private static final Set<String> KNOWN_BAD =
            Set.of(
                    "password",
                    "passwort",
                    "qwertyuiop",
                    "1234567890",
                    "12345678910",
                    "0123456789",
                    "0987654321",
                    "1q2w3e4r5t",
                    "letmein",
                    "iloveyou",
                    "administrator",
                    "welcome",
                    "changeme",
                    "trustno1",
                    "football",
                    "baseball",
                    "superman",
                    "sunshine",
                    "princess",
                    "qwerty");

    private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 47_104, 1);
    private final Semaphore atOnce = new Semaphore(4);
    private final String nobody = argon2.encode("nobody has this password");

    /// @throws Refusal if the password is too short, too long or among those everybody tries
    String hash(String password, String name, String email) {
        if (password.length() < SHORTEST) {
            throw Refusal.invalid(
                    "password", "Take at least 10 characters; a few words in a row are fine.");
        }
        if (password.length() > LONGEST) {
            throw Refusal.invalid("password", "Take at most 256 characters.");
        }
        String plain = password.toLowerCase(Locale.ROOT);
        String core = plain.replaceAll("[^a-z]", "");
        if (KNOWN_BAD.contains(plain)
                || KNOWN_BAD.contains(core)
                || plain.equals(email.toLowerCase(Locale.ROOT))
                || plain.equals(name.toLowerCase(Locale.ROOT))
                || plain.chars().distinct().count() < 4) {
            throw Refusal.invalid(
                    "password", "That password is among the first that others try. Take another.");
        }
        return guarded(() -> argon2.encode(password));
    }

    /// Compares in the same time whether or not there is such a person.
    boolean matches(String password, @Nullable String hash) {
        if (password.length() > LONGEST) {
            return false;
        }
        boolean right = guarded(() -> argon2.matches(password, hash == null ? nobody : hash));
        return right && hash != null;
    }

    private <T> T guarded(java.util.function.Supplier<T> work) {
        atOnce.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            atOnce.release();
        }
    }
}
