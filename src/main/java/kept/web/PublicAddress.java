package kept.web;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The address under which the world reaches us. Links in mail are made from it, never from what a request claims.
@Component
public class PublicAddress {
    private final String base;

    PublicAddress(
            @Value("${kept.public-url:}") String url, @Value("${server.port:8080}") int port) {
        this.base = url.isBlank() ? "http://localhost:" + port : url.replaceAll("/+$", "");
    }

    /// The absolute address of a path that starts with a slash.
    public String link(String path) {
        return base + path;
    }

    public boolean secure() {
        return base.startsWith("https:");
    }

    /// The host, for addresses and ids we make.
    public String host() {
        String host = URI.create(base).getHost();
        return host == null ? "localhost" : host;
    }
}
