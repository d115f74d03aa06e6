package kept.web;

import generated.pages.Templates;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import kept.kernel.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.databind.json.JsonMapper;

/// Turns what handlers throw into answers: a sentence beside the form, or problem+json for programs.
@ControllerAdvice
class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final JsonMapper json;
    private final Templates pages;

    Problems(JsonMapper json, Templates pages) {
        this.json = json;
        this.pages = pages;
    }

    @ExceptionHandler
    void refused(Refusal refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answer(Problem.of(refusal), request, response);
    }

    @ExceptionHandler
    void unreadable(
            HttpMessageNotReadableException e,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (refusalIn(e) instanceof Refusal refusal) {
            answer(Problem.of(refusal), request, response);
            return;
        }
        String why =
                switch (e.getCause()) {
                    case tools.jackson.databind.exc.UnrecognizedPropertyException unknown ->
                            "There is no field \"%s\" here. Known are: %s."
                                    .formatted(
                                            unknown.getPropertyName(),
                                            unknown.getKnownPropertyIds());
                    case tools.jackson.databind.exc.InvalidFormatException wrong ->
                            "The value of \"%s\" cannot be read; it should be a %s."
                                    .formatted(path(wrong), plain(wrong.getTargetType()));
                    case tools.jackson.databind.exc.MismatchedInputException wrong ->
                            "The field \"%s\" has the wrong shape or is missing."
                                    .formatted(path(wrong));
                    case null, default -> "The body is not readable JSON.";
                };
        answer(Problem.of(400, why), request, response);
    }

    private static Object refusalIn(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal) {
                return cause;
            }
        }
        return thrown;
    }

    private static String path(tools.jackson.core.JacksonException e) {
        var names = e.getPath().stream().map(r -> String.valueOf(r.getPropertyName())).toList();
        return String.join(".", names);
    }

    private static String plain(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "Instant" -> "time such as 2026-03-02T16:00:00Z";
            case "Duration" -> "duration such as PT4H";
            case "UUID" -> "id";
            case "LocalDate" -> "date such as 2026-03-02";
            default -> type.getSimpleName().toLowerCase(Locale.ROOT);
        };
    }

    @ExceptionHandler
    void mismatched(
            MethodArgumentTypeMismatchException e,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (refusalIn(e) instanceof Refusal refusal) {
            answer(Problem.of(refusal), request, response);
            return;
        }
        var type = e.getRequiredType();
        boolean id = type == UUID.class;
        answer(
                id
                        ? Problem.of(404, "There is nothing here under that id.")
                        : Problem.of(
                                400,
                                "The value of %s cannot be read; it should be a %s."
                                        .formatted(
                                                e.getName(), type == null ? "value" : plain(type))),
                request,
                response);
    }

    /// True if the database is what is wrong, and that was answered.
    boolean noDatabase(Throwable thrown, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var trouble = DatabaseTrouble.of(thrown);
        if (trouble.isEmpty()) {
            return false;
        }
        log.error(
                "The database is away or full; requests are refused until it is well: {}",
                thrown.getMessage());
        response.setHeader("Retry-After", "5");
        answer(trouble.get(), request, response);
        return true;
    }

    @ExceptionHandler
    void gone(AsyncRequestNotUsableException e) {
        log.debug("The browser went away", e);
    }

    @ExceptionHandler
    void other(Exception e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (e instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            answer(
                    Problem.of(known.getStatusCode().value(), sentence(known.getStatusCode(), e)),
                    request,
                    response);
            return;
        }
        if (noDatabase(e, request, response)) {
            return;
        }
        String incident = UUID.randomUUID().toString().substring(0, 8);
        log.error(
                "Incident {} at {} {}", incident, request.getMethod(), request.getServletPath(), e);
        answer(Problem.incident(incident), request, response);
    }

    private static String sentence(HttpStatusCode status, Exception e) {
        return switch (status.value()) {
            case 404 -> "There is nothing here under that address.";
            case 405 -> "That method does not work at this address.";
            case 406, 415 -> "Send and accept application/json here.";
            case 413 -> "That is too large.";
            default -> String.valueOf(e.getMessage());
        };
    }

    void answer(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.setStatus(problem.status());
        if (request.getRequestURI().startsWith("/api/")
                || request.getRequestURI().startsWith("/health/")) {
            response.setContentType("application/problem+json");
            response.getOutputStream().write(json.writeValueAsBytes(problem));
        } else if (request.getHeader("HX-Request") != null) {
            PageWriter.write(pages.webNotice(problem.detail()), response);
        } else {
            PageWriter.write(pages.webProblem(Frame.bare(problem.title()), problem), response);
        }
    }
}
