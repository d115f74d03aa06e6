package kept.sip;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sip.address.SipURI;
import javax.sip.message.Request;

/// Who may call without more ado: trunks by their address, our phones by their digest, and ourselves for warming up.
final class Trust {
    private volatile List<AddressRange> trunks;
    private final DigestGuard guard;
    private final String warmUpUser = "warm-up-" + UUID.randomUUID();

    Trust(List<AddressRange> trunks, DigestGuard guard) {
        this.trunks = trunks;
        this.guard = guard;
    }

    void trunks(List<AddressRange> others) {
        trunks = List.copyOf(others);
    }

    boolean trunk(InetAddress source) {
        return trunks.stream().anyMatch(range -> range.contains(source));
    }

    Optional<String> phone(List<String> authorizations, String method, InetAddress source) {
        return guard.proven(authorizations, method, source.getHostAddress());
    }

    Verdict challenge(String user, InetAddress source, String attempt) {
        return whoIsCalling(guard.challenges(user, source.getHostAddress(), attempt));
    }

    Verdict challengeAgain(String user, InetAddress source) {
        return whoIsCalling(guard.challenges(user, source.getHostAddress()));
    }

    private static Verdict whoIsCalling(List<Verdict.Extra> challenges) {
        return new Verdict(401, "Who Is Calling", challenges);
    }

    /// A name that nobody can guess.
    String warmUpUser() {
        return warmUpUser;
    }

    boolean warmUp(Request request) {
        return request.getRequestURI() instanceof SipURI uri && warmUpUser.equals(uri.getUser());
    }
}
