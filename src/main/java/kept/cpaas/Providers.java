package kept.cpaas;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.outbox.OutboundHttp;
import kept.sip.Network;
import kept.sip.Switchboard;
import kept.web.PublicAddress;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// The providers that may call us now, by the trunk under which each finds us.
@Component
public class Providers {
    static final String PATH = "/telephone/cpaas";

    private final PublicAddress address;
    private final OutboundHttp http;
    private final Map<UUID, ProviderNetwork> open = new ConcurrentHashMap<>();

    /// @param http a way out by HTTP of its own, where there is one
    Providers(PublicAddress address, ObjectProvider<OutboundHttp> http) {
        this.address = address;
        this.http = http.getIfAvailable(OutboundHttp::new);
    }

    /// Takes calls from a provider from now on.
    public Network open(ProviderSettings settings, Switchboard switchboard) {
        var network =
                new ProviderNetwork(
                        settings,
                        address(settings.trunk()),
                        http,
                        switchboard,
                        () -> open.remove(settings.trunk()));
        open.put(settings.trunk(), network);
        return network;
    }

    /// The address to set at the provider as the one that it calls when somebody calls us.
    public String address(UUID trunk) {
        return address.link(PATH + "/" + trunk);
    }

    Optional<ProviderNetwork> find(String trunk) {
        try {
            return Optional.ofNullable(open.get(Ids.parse(trunk)));
        } catch (Refusal | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
