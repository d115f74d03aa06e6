package kept.voice;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kept.asterisk.AsteriskNetwork;
import kept.cpaas.Providers;
import kept.kernel.Refusal;
import kept.sip.Call;
import kept.sip.CallEvents;
import kept.sip.Dial;
import kept.sip.Network;
import kept.sip.Switchboard;
import org.springframework.stereotype.Component;

/// The ways into the telephone network besides our own SIP that are open now: one for each trunk of another kind.
@Component
class Networks {
    private final Providers providers;
    private final Map<UUID, Open> open = new HashMap<>();

    private record Open(Trunk trunk, Network network) {}

    Networks(Providers providers) {
        this.providers = providers;
    }

    /// Opens what is new among the trunks and closes what is gone or was changed.
    ///
    /// @param mediaHost the address to which our audio ports are bound
    synchronized void follow(List<Trunk> trunks, String mediaHost, Switchboard switchboard) {
        open.values()
                .removeIf(way -> {
                    boolean stays = trunks.contains(way.trunk);
                    if (!stays) {
                        way.network.close();
                    }
                    return !stays;
                });
        trunks.stream()
                .filter(trunk -> !open.containsKey(trunk.id()))
                .forEach(trunk ->
                        network(trunk, mediaHost, switchboard)
                                .ifPresent(
                                        network -> open.put(trunk.id(), new Open(trunk, network))));
    }

    synchronized void close() {
        open.values().forEach(way -> way.network.close());
        open.clear();
    }

    /// What keeps those of these trunks from working, one sentence for each that does not.
    synchronized List<String> troubles(List<Trunk> trunks) {
        return open.values().stream()
                .filter(way -> trunks.contains(way.trunk))
                .map(way -> way.network.trouble())
                .filter(trouble -> !trouble.isEmpty())
                .toList();
    }

    /// @throws Refusal if the way is not open
    Call dial(Dial dial, CallEvents events) {
        return way(dial.network()).dial(dial, events);
    }

    private synchronized Network way(String trunk) {
        return Optional.ofNullable(open.get(UUID.fromString(trunk)))
                .map(Open::network)
                .orElseThrow(() -> Refusal.conflict("The way into the network is not open."));
    }

    private Optional<Network> network(Trunk trunk, String mediaHost, Switchboard switchboard) {
        return switch (trunk.kind()) {
            case SIP -> Optional.empty();
            case CPAAS -> Optional.of(providers.open(trunk.provider(mediaHost), switchboard));
            case ASTERISK ->
                    Optional.of(AsteriskNetwork.open(trunk.asterisk(mediaHost), switchboard));
        };
    }
}
