package kept.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import kept.accounts.Route;
import kept.kernel.Slice;
import kept.teams.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Describes the API in OpenAPI 3.1, made on the first call from the published routes, their handlers and the records
/// they take, so that it cannot tell anything else than the program does.
@RestController
class OpenApi {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private final List<Route.Routes> routes;
    private final ObjectProvider<RequestMappingHandlerMapping> mapping;
    private volatile @Nullable Map<String, Object> made;

    OpenApi(
            List<Route.Routes> routes,
            @Qualifier("requestMappingHandlerMapping")
                    ObjectProvider<RequestMappingHandlerMapping> mapping) {
        this.routes = routes;
        this.mapping = mapping;
    }

    @GetMapping("/api/openapi.json")
    Map<String, Object> document() {
        var known = made;
        if (known == null) {
            known = make();
            made = known;
        }
        return known;
    }

    private Map<String, Object> make() {
        var schemas = new TreeMap<String, Object>();
        var paths = new TreeMap<String, Map<String, Object>>();
        var handlers = handlers();
        for (var route : routes.stream().flatMap(r -> r.all().stream()).toList()) {
            var handler = handlers.get(route.method() + " " + route.pattern());
            if (route.pattern().startsWith("/api/") && handler != null) {
                paths.computeIfAbsent(route.pattern(), _ -> new LinkedHashMap<>())
                        .put(
                                route.method().toLowerCase(Locale.ROOT),
                                operation(route, handler, schemas));
            }
        }
        schemas.put("Problem", problem());
        return Map.of(
                "openapi",
                "3.1.0",
                "info",
                Map.of(
                        "title", "Kept",
                        "version", "1",
                        "description", "Cases, promises, customers and what became of our word."),
                "paths",
                paths,
                "components",
                Map.of(
                        "schemas",
                        schemas,
                        "securitySchemes",
                        Map.of("token", Map.of("type", "http", "scheme", "bearer"))));
    }

    private Map<String, HandlerMethod> handlers() {
        var handlers = new LinkedHashMap<String, HandlerMethod>();
        mapping.getObject()
                .getHandlerMethods()
                .forEach((info, method) ->
                        info.getMethodsCondition()
                                .getMethods()
                                .forEach(verb ->
                                        info.getPatternValues()
                                                .forEach(path ->
                                                        handlers.put(
                                                                verb.name() + " " + path,
                                                                method))));
        return handlers;
    }

    private static Map<String, Object> operation(
            Route route, HandlerMethod handler, Map<String, Object> schemas) {
        var operation = new LinkedHashMap<String, Object>();
        String noun = handler.getBeanType().getSimpleName().replace("Api", "");
        operation.put(
                "operationId", noun.toLowerCase(Locale.ROOT) + "_" + handler.getMethod().getName());
        operation.put("tags", List.of(noun));
        Role least = route.least();
        operation.put(
                "description",
                least == null ? "Anybody may call this." : "For role " + least.word() + " and up.");
        operation.put("security", least == null ? List.of() : List.of(Map.of("token", List.of())));
        var parameters = new ArrayList<Map<String, Object>>();
        for (MethodParameter parameter : handler.getMethodParameters()) {
            describe(parameter, parameters, operation, schemas);
        }
        if (route.method().equals("POST")) {
            parameters.add(
                    parameter(
                            "header",
                            "Idempotency-Key",
                            false,
                            Map.of("type", "string", "maxLength", 200)));
        }
        // an id in the path that a handler reads together with others still has to be named
        var variable = VARIABLE.matcher(route.pattern());
        while (variable.find()) {
            String name = variable.group(1);
            if (parameters.stream().noneMatch(p -> name.equals(p.get("name")))) {
                parameters.add(parameter("path", name, true, Map.of("type", "string")));
            }
        }
        operation.put("parameters", parameters);
        operation.put("responses", responses(route, handler, schemas));
        return operation;
    }

    private static void describe(
            MethodParameter parameter,
            List<Map<String, Object>> parameters,
            Map<String, Object> operation,
            Map<String, Object> schemas) {
        Type type = parameter.getGenericParameterType();
        String name = Objects.requireNonNullElse(parameter.getParameter().getName(), "");
        if (parameter.hasParameterAnnotation(PathVariable.class)) {
            parameters.add(parameter("path", name, true, schema(type, schemas)));
        } else if (parameter.hasParameterAnnotation(RequestParam.class)) {
            boolean required =
                    Objects.requireNonNull(parameter.getParameterAnnotation(RequestParam.class))
                            .required();
            parameters.add(parameter("query", name, required, schema(type, schemas)));
        } else if (parameter.hasParameterAnnotation(RequestHeader.class)) {
            var header =
                    Objects.requireNonNull(parameter.getParameterAnnotation(RequestHeader.class));
            parameters.add(
                    parameter(
                            "header", header.name(), header.required(), Map.of("type", "string")));
        } else if (parameter.hasParameterAnnotation(RequestBody.class)) {
            boolean required =
                    Objects.requireNonNull(parameter.getParameterAnnotation(RequestBody.class))
                            .required();
            operation.put(
                    "requestBody",
                    Map.of(
                            "required",
                            required,
                            "content",
                            Map.of("application/json", Map.of("schema", schema(type, schemas)))));
        }
    }

    private static Map<String, Object> parameter(
            String in, String name, boolean required, Map<String, Object> schema) {
        return Map.of("in", in, "name", name, "required", required, "schema", schema);
    }

    private static Map<String, Object> responses(
            Route route, HandlerMethod handler, Map<String, Object> schemas) {
        Type type = handler.getMethod().getGenericReturnType();
        Type answer =
                type instanceof ParameterizedType entity
                                && entity.getRawType() == ResponseEntity.class
                        ? entity.getActualTypeArguments()[0]
                        : type;
        var responses = new LinkedHashMap<String, Object>();
        if (answer == Void.class || answer == void.class) {
            responses.put("204", Map.of("description", "Done."));
        } else {
            // what is answered once for each key leaves as bytes; the controller's own view tells
            // their shape
            Map<String, Object> schema =
                    answer == byte[].class
                            ? view(handler.getBeanType(), schemas)
                            : schema(answer, schemas);
            responses.put(
                    route.method().equals("POST") ? "2XX" : "200",
                    Map.of(
                            "description",
                            "Done.",
                            "content",
                            Map.of("application/json", Map.of("schema", schema))));
        }
        responses.put(
                "default",
                Map.of(
                        "description",
                        "Refused, with a sentence that says what to do.",
                        "content",
                        Map.of(
                                "application/problem+json",
                                Map.of("schema", Map.of("$ref", "#/components/schemas/Problem")))));
        return responses;
    }

    private static Map<String, Object> view(Class<?> controller, Map<String, Object> schemas) {
        return Arrays.stream(controller.getDeclaredClasses())
                .filter(inner -> inner.getSimpleName().equals("View"))
                .findFirst()
                .map(inner -> schema(inner, schemas))
                .orElse(Map.of("type", "object"));
    }

    private static Map<String, Object> schema(Type type, Map<String, Object> schemas) {
        if (type instanceof ParameterizedType generic) {
            Type raw = generic.getRawType();
            Type last =
                    generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            if (raw == List.class) {
                return Map.of("type", "array", "items", schema(last, schemas));
            }
            if (raw == Map.class) {
                return Map.of("type", "object", "additionalProperties", schema(last, schemas));
            }
            if (raw == Slice.class) {
                return Map.of(
                        "type", "object",
                        "required", List.of("items", "next"),
                        "properties",
                                Map.of(
                                        "items",
                                                Map.of(
                                                        "type",
                                                        "array",
                                                        "items",
                                                        schema(last, schemas)),
                                        "next", Map.of("type", List.of("string", "null"))));
            }
            return Map.of("type", "object");
        }
        if (!(type instanceof Class<?> plain)) {
            return Map.of();
        }
        if (plain.isRecord()) {
            return reference(plain, schemas);
        }
        return switch (plain.getSimpleName()) {
            case "String" -> Map.of("type", "string");
            case "boolean", "Boolean" -> Map.of("type", "boolean");
            case "int", "Integer", "long", "Long" -> Map.of("type", "integer");
            case "double", "Double" -> Map.of("type", "number");
            default -> formatted(plain);
        };
    }

    private static Map<String, Object> formatted(Class<?> plain) {
        if (plain == UUID.class) {
            return Map.of("type", "string", "format", "uuid");
        }
        if (plain == Instant.class) {
            return Map.of("type", "string", "format", "date-time");
        }
        if (plain == LocalDate.class) {
            return Map.of("type", "string", "format", "date");
        }
        if (plain == Duration.class) {
            return Map.of("type", "string", "format", "duration");
        }
        return Map.of();
    }

    private static Map<String, Object> reference(Class<?> plain, Map<String, Object> schemas) {
        var outer = plain.getEnclosingClass();
        String name =
                (outer == null ? "" : outer.getSimpleName().replace("Api", ""))
                        + plain.getSimpleName();
        if (!schemas.containsKey(name)) {
            schemas.put(name, Map.of());
            var properties = new LinkedHashMap<String, Object>();
            var required = new ArrayList<String>();
            boolean request =
                    Arrays.stream(plain.getRecordComponents()).anyMatch(OpenApi::demanded);
            for (var component : plain.getRecordComponents()) {
                boolean absent = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
                properties.put(
                        component.getName(),
                        nullable(schema(component.getGenericType(), schemas), absent));
                if (request ? demanded(component) : !absent) {
                    required.add(component.getName());
                }
            }
            schemas.put(
                    name,
                    Map.of(
                            "type",
                            "object",
                            "properties",
                            properties,
                            "required",
                            required,
                            "additionalProperties",
                            false));
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private static boolean demanded(RecordComponent component) {
        try {
            var field = component.getDeclaringRecord().getDeclaredField(component.getName());
            var property = field.getAnnotation(JsonProperty.class);
            return property != null && property.required();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> nullable(Map<String, Object> schema, boolean absent) {
        if (!absent || schema.isEmpty()) {
            return schema;
        }
        return schema.get("type") instanceof String type
                ? replaced(schema, List.of(type, "null"))
                : Map.of("anyOf", List.of(schema, Map.of("type", "null")));
    }

    private static Map<String, Object> replaced(Map<String, Object> schema, List<String> types) {
        var copy = new LinkedHashMap<>(schema);
        copy.put("type", types);
        return copy;
    }

    private static Map<String, Object> problem() {
        return Map.of(
                "type", "object",
                "required", List.of("type", "title", "status", "detail"),
                "properties",
                        Map.of(
                                "type", Map.of("type", "string"),
                                "title", Map.of("type", "string"),
                                "status", Map.of("type", "integer"),
                                "detail",
                                        Map.of(
                                                "type",
                                                "string",
                                                "description",
                                                "What a person can do about it."),
                                "field", Map.of("type", "string"),
                                "promises",
                                        Map.of("type", "array", "items", Map.of("type", "object")),
                                "incident", Map.of("type", "string")));
    }
}
