package kept.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Refuses query parameters that a call does not know, and reads `If-Match`.
@Configuration(proxyBeanMethods = false)
class Strict implements WebMvcConfigurer, HandlerInterceptor {
    private final Map<HandlerMethod, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/v1/**");
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && request.getQueryString() != null) {
            var names = known.computeIfAbsent(method, Strict::names);
            for (var name : request.getParameterMap().keySet()) {
                if (!names.contains(name)) {
                    throw Refusal.malformed(
                            name,
                            names.isEmpty()
                                    ? "This call takes no parameters, and there is one: %s."
                                            .formatted(name)
                                    : "There is no parameter \"%s\" here. Known are: %s."
                                            .formatted(
                                                    name, String.join(", ", new TreeSet<>(names))));
                }
            }
        }
        return true;
    }

    private static Set<String> names(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .filter(p -> p.hasParameterAnnotation(RequestParam.class))
                .map(p -> {
                    String name =
                            java.util.Objects.requireNonNull(
                                            p.getParameterAnnotation(RequestParam.class))
                                    .name();
                    return name.isEmpty() ? String.valueOf(p.getParameter().getName()) : name;
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The version an `If-Match` header asks for (RFC 9110), or `null` for any.
    static @Nullable Integer version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        String bare = ifMatch.replace("\"", "").strip();
        if (!bare.matches("\\d{1,9}")) {
            throw Refusal.lostRace(
                    "The If-Match tag is not one of ours. Take the ETag of the last answer.");
        }
        return Integer.valueOf(bare);
    }

    static String etag(int version) {
        return "\"" + version + "\"";
    }
}
