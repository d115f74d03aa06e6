package kept.accounts;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kept.teams.Role;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Two filter chains of our own: one for programs with tokens, one for people with cookies. Both know only the routes
/// that modules publish, and end in a refusal of everything else.
@Configuration(proxyBeanMethods = false)
class AccountsConfiguration implements WebMvcConfigurer {

    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity http, List<Route.Routes> routes, Accounts accounts)
            throws Exception {
        return common(http.securityMatcher("/api/**"), routes, "/api/")
                .addFilterAfter(
                        new Recognise(request -> bearer(request).flatMap(accounts::byToken)),
                        SecurityContextHolderFilter.class)
                .exceptionHandling(e ->
                        e.authenticationEntryPoint((_, response, _) -> {
                            response.setHeader("WWW-Authenticate", "Bearer");
                            response.sendError(401);
                        }))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(
            HttpSecurity http, List<Route.Routes> routes, Accounts accounts, SignInCookie cookie)
            throws Exception {
        return common(http, routes, "/")
                .addFilterAfter(
                        new Recognise(request -> cookie.read(request).flatMap(accounts::bySignIn)),
                        SecurityContextHolderFilter.class)
                .exceptionHandling(e ->
                        e.authenticationEntryPoint(
                                (request, response, _) -> toSignIn(request, response)))
                .build();
    }

    private static HttpSecurity common(HttpSecurity http, List<Route.Routes> routes, String prefix)
            throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .anonymous(a -> a.authorities("ROLE_NOBODY"))
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(rules -> {
                    rules.dispatcherTypeMatchers(
                                    DispatcherType.ERROR,
                                    DispatcherType.ASYNC,
                                    DispatcherType.FORWARD)
                            .permitAll();
                    for (var route : routes.stream().flatMap(r -> r.all().stream()).toList()) {
                        if (!route.pattern().startsWith(prefix)) {
                            continue;
                        }
                        var rule =
                                rules.requestMatchers(
                                        PathPatternRequestMatcher.withDefaults()
                                                .matcher(
                                                        HttpMethod.valueOf(route.method()),
                                                        route.pattern()));
                        Role least = route.least();
                        if (least == null) {
                            rule.permitAll();
                        } else {
                            rule.hasAnyRole(rolesFrom(least));
                        }
                    }
                    rules.anyRequest().denyAll();
                });
    }

    private static String[] rolesFrom(Role least) {
        return Arrays.stream(Role.values())
                .filter(role -> role.atLeast(least))
                .map(Role::name)
                .toArray(String[]::new);
    }

    private static void toSignIn(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", "/sign-in");
            response.setStatus(401);
        } else if (request.getMethod().equals("GET") && acceptsPages(request)) {
            response.sendRedirect(
                    "/sign-in?to="
                            + java.net.URLEncoder.encode(
                                    request.getRequestURI(),
                                    java.nio.charset.StandardCharsets.UTF_8));
        } else {
            response.sendError(401);
        }
    }

    private static boolean acceptsPages(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }

    private static Optional<String> bearer(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.startsWith("Bearer ")
                ? Optional.of(header.substring("Bearer ".length()))
                : Optional.empty();
    }

    /// Tells the chain who is asking.
    private static final class Recognise extends OncePerRequestFilter {
        private interface Reader {
            Optional<SignedIn> read(HttpServletRequest request);
        }

        private final Reader reader;

        Recognise(Reader reader) {
            this.reader = reader;
        }

        @Override
        protected boolean shouldNotFilterAsyncDispatch() {
            return true;
        }

        @Override
        protected void doFilterInternal(
                HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            reader.read(request)
                    .ifPresent(
                            who -> SecurityContextHolder.setContext(new SecurityContextImpl(who)));
            chain.doFilter(request, response);
        }
    }

    /// Hands `Viewer` and `SignedIn` to handlers that ask for them.
    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(
                new HandlerMethodArgumentResolver() {
                    @Override
                    public boolean supportsParameter(MethodParameter parameter) {
                        return parameter.getParameterType() == Viewer.class
                                || parameter.getParameterType() == SignedIn.class;
                    }

                    @Override
                    public Object resolveArgument(
                            MethodParameter parameter,
                            @Nullable ModelAndViewContainer container,
                            NativeWebRequest request,
                            @Nullable WebDataBinderFactory binder) {
                        var who =
                                (SignedIn)
                                        Objects.requireNonNull(
                                                SecurityContextHolder.getContext()
                                                        .getAuthentication());
                        return parameter.getParameterType() == Viewer.class ? who.viewer() : who;
                    }
                });
    }

    /// The routes that belong to no module's pages.
    @Bean
    Route.Routes groundRoutes() {
        return Route.Routes.of(
                Route.open("GET", "/static/**"),
                Route.open("GET", "/favicon.ico"),
                Route.open("GET", "/robots.txt"),
                Route.open("GET", "/sign-in"),
                Route.open("POST", "/sign-in"),
                Route.least(Role.VIEWER, "POST", "/sign-out"),
                Route.open("GET", "/password/forgotten"),
                Route.open("POST", "/password/forgotten"),
                Route.open("GET", "/password/{purpose}/{secret}"),
                Route.open("POST", "/password/{purpose}/{secret}"));
    }
}
