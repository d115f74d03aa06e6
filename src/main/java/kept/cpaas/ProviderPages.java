package kept.cpaas;

import static kept.accounts.Route.open;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kept.accounts.Route.Routes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// What providers call. A form is looked at only when its signature is right; a stream is opened only for a ticket of ours.
@Controller
class ProviderPages {
    private static final long DECIDE_WITHIN = 8;

    private final Providers providers;

    ProviderPages(Providers providers) {
        this.providers = providers;
    }

    @Configuration(proxyBeanMethods = false)
    static class Published {
        @Bean
        Routes providerRoutes() {
            return Routes.of(
                    open("POST", "/telephone/cpaas/{trunk}"),
                    open("POST", "/telephone/cpaas/{trunk}/status"),
                    open("POST", "/telephone/cpaas/{trunk}/calls/{reference}"),
                    open("POST", "/telephone/cpaas/{trunk}/calls/{reference}/status"),
                    open("GET", "/telephone/cpaas/{trunk}/stream/{ticket}"));
        }
    }

    /// Somebody calls us.
    @PostMapping("/telephone/cpaas/{trunk}")
    ResponseEntity<String> called(@PathVariable String trunk, HttpServletRequest request)
            throws IOException {
        return signed(
                trunk,
                request,
                (network, sid, form) -> {
                    var decision =
                            network.called(
                                    sid,
                                    form.getOrDefault("From", ""),
                                    form.getOrDefault("To", ""));
                    var decided = decided(decision);
                    if (decided.isEmpty()) {
                        network.undecided(sid);
                    }
                    return markup(decided.orElse(Markup.reject(503)));
                });
    }

    /// How a call that came in stands.
    @PostMapping("/telephone/cpaas/{trunk}/status")
    ResponseEntity<String> stands(@PathVariable String trunk, HttpServletRequest request)
            throws IOException {
        return signed(
                trunk,
                request,
                (network, sid, form) -> {
                    network.byName(sid).ifPresent(call -> call.status(form));
                    return ResponseEntity.noContent().build();
                });
    }

    /// A call of ours was answered.
    @PostMapping("/telephone/cpaas/{trunk}/calls/{reference}")
    ResponseEntity<String> answered(
            @PathVariable String trunk, @PathVariable String reference, HttpServletRequest request)
            throws IOException {
        return signed(
                trunk,
                request,
                (network, sid, form) ->
                        markup(
                                network.ordered(reference)
                                        .flatMap(call -> decided(call.answered(sid)))
                                        .orElse(Markup.hangUp())));
    }

    /// How a call of ours stands.
    @PostMapping("/telephone/cpaas/{trunk}/calls/{reference}/status")
    ResponseEntity<String> ours(
            @PathVariable String trunk, @PathVariable String reference, HttpServletRequest request)
            throws IOException {
        return signed(
                trunk,
                request,
                (network, sid, form) -> {
                    network.ordered(reference).ifPresent(call -> call.status(form));
                    return ResponseEntity.noContent().build();
                });
    }

    /// Sound, both ways.
    @GetMapping("/telephone/cpaas/{trunk}/stream/{ticket}")
    void stream(
            @PathVariable String trunk,
            @PathVariable String ticket,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, ServletException {
        boolean socket = "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
        var network = providers.find(trunk);
        var call =
                socket
                        ? network.flatMap(found -> found.tickets().redeem(ticket))
                        : Optional.<ProviderCall>empty();
        if (call.isEmpty()) {
            response.sendError(network.isEmpty() ? 404 : 403);
            return;
        }
        var server =
                (ServerContainer)
                        request.getServletContext().getAttribute(ServerContainer.class.getName());
        try {
            server.upgradeHttpToWebSocket(
                    request, response, endpoint(call.get(), request.getRequestURI()), Map.of());
        } catch (DeploymentException e) {
            throw new ServletException(e);
        }
    }

    private static ServerEndpointConfig endpoint(ProviderCall call, String path) {
        return ServerEndpointConfig.Builder.create(StreamEndpoint.class, path)
                .configurator(
                        new ServerEndpointConfig.Configurator() {
                            @Override
                            public <T> T getEndpointInstance(Class<T> type) {
                                return type.cast(new StreamEndpoint(call));
                            }
                        })
                .build();
    }

    /// What is answered to a form that was proven.
    private interface Then {
        ResponseEntity<String> answer(
                ProviderNetwork network, String sid, Map<String, String> form);
    }

    private ResponseEntity<String> signed(String trunk, HttpServletRequest request, Then then)
            throws IOException {
        String signature = request.getHeader(Signature.HEADER);
        var network = providers.find(trunk);
        if (network.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        if (signature == null) {
            return ResponseEntity.status(403).build();
        }
        var form = Form.read(request.getInputStream().readNBytes(Form.LARGEST + 1));
        String path = request.getRequestURI().substring((Providers.PATH + "/" + trunk).length());
        if (form.isEmpty() || !network.get().signed(path, form.get(), signature)) {
            return ResponseEntity.status(403).build();
        }
        String sid = form.get().getOrDefault("CallSid", "");
        return sid.matches("[A-Za-z0-9_-]{1,100}")
                ? then.answer(network.get(), sid, form.get())
                : ResponseEntity.badRequest().build();
    }

    private static Optional<String> decided(CompletableFuture<String> decision) {
        try {
            return Optional.of(decision.get(DECIDE_WITHIN, TimeUnit.SECONDS));
        } catch (TimeoutException | ExecutionException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static ResponseEntity<String> markup(String text) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_XML).body(text);
    }
}
