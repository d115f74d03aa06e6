package kept.sip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Lets our phones prove who they are (RFC 7616, RFC 8760). A stranger, a wrong password and a braked guesser all get the
/// same 401 after the same work.
final class DigestGuard {
    private static final Pattern COUNT = Pattern.compile("[0-9a-fA-F]{8}");
    private final Phones phones;
    private final String realm;
    private final Nonces nonces;
    private final Brake brake;
    private final OldPhones oldPhones;
    private final DigestSecrets nobody;

    DigestGuard(Phones phones, String realm, Clock clock) {
        this.phones = phones;
        this.realm = realm;
        nonces = new Nonces(clock);
        brake = new Brake(clock);
        oldPhones = new OldPhones(clock);
        String random = UUID.randomUUID().toString();
        nobody = DigestSecrets.of(random, realm, random);
    }

    /// The user who proved himself, or empty where he is to be asked.
    Optional<String> proven(List<String> authorizations, String method, String source) {
        return authorizations.stream()
                .map(DigestParameters::parse)
                .flatMap(Optional::stream)
                .filter(given -> given.get("realm").equals(realm))
                .findFirst()
                .filter(given -> holds(given, method, source))
                .map(given -> given.get("username"));
    }

    /// What to ask somebody with who sent no digest: the strong hash first.
    ///
    /// @param attempt the Call-ID and CSeq of his request
    List<Verdict.Extra> challenges(String user, String source, String attempt) {
        return challenges(oldPhones.asks(user, source, attempt));
    }

    /// What to ask somebody with whose digest did not hold.
    List<Verdict.Extra> challenges(String user, String source) {
        return challenges(oldPhones.provedByMd5(user, source));
    }

    private List<Verdict.Extra> challenges(boolean md5Alone) {
        String nonce = nonces.next();
        return md5Alone
                ? List.of(challenge(nonce, "MD5"))
                : List.of(challenge(nonce, "SHA-256"), challenge(nonce, "MD5"));
    }

    private Verdict.Extra challenge(String nonce, String algorithm) {
        return new Verdict.Extra(
                "WWW-Authenticate",
                "Digest realm=\""
                        + realm
                        + "\", qop=\"auth\", nonce=\""
                        + nonce
                        + "\", algorithm="
                        + algorithm);
    }

    private boolean holds(DigestParameters given, String method, String source) {
        String user = given.get("username");
        String count = given.get("nc");
        boolean whole =
                COUNT.matcher(count).matches()
                        && given.get("qop").equals("auth")
                        && !given.get("uri").isEmpty()
                        && given.algorithm().isPresent();
        if (!whole || !nonces.fresh(given.get("nonce"), Integer.parseUnsignedInt(count, 16))) {
            return false;
        }
        Optional<DigestSecrets> secrets = phones.secrets(user);
        boolean right =
                MessageDigest.isEqual(
                        Digests.response(given, method, secrets.orElse(nobody))
                                .getBytes(StandardCharsets.US_ASCII),
                        given.get("response").getBytes(StandardCharsets.UTF_8));
        // One who is braked costs the same as any other, and what he guesses meanwhile counts.
        boolean held = brake.holds(user, source);
        boolean proven = right && secrets.isPresent();
        if (!proven) {
            brake.failed(user, source);
        } else if (!held) {
            brake.succeeded(user, source);
            oldPhones.proved(user, source, given.algorithm().orElse(""));
        }
        return proven && !held;
    }
}
