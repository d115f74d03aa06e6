package kept.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses what another site makes a browser send: every request that may change something must come from our own
/// pages, as the browser itself says in `Sec-Fetch-Site` (or, if older, in `Origin`). Programs send neither.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class CrossOriginGuard extends OncePerRequestFilter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> ALLOWED =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!ALLOWED.contains(request.getMethod())) {
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        if (!SAFE.contains(request.getMethod()) && foreign(request)) {
            response.sendError(
                    HttpServletResponse.SC_FORBIDDEN,
                    "This was sent from another site. Act on our own page.");
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean foreign(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return false;
        }
        try {
            var uri = URI.create(origin);
            String host = request.getHeader("Host");
            return host == null
                    || uri.getRawAuthority() == null
                    || !host.equalsIgnoreCase(uri.getRawAuthority());
        } catch (IllegalArgumentException _) {
            return true;
        }
    }
}
