package kept.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// An error as programs read it (RFC 9457); `detail` is a sentence that a person can act on.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String field,
        @Nullable List<Map<String, Object>> promises,
        @Nullable String incident) {

    static Problem of(Refusal refusal) {
        return new Problem(
                "about:blank",
                title(refusal.kind().status()),
                refusal.kind().status(),
                refusal.sentence(),
                refusal.field().isEmpty() ? null : refusal.field(),
                refusal.because().isEmpty() ? null : refusal.because(),
                null);
    }

    public static Problem of(int status, String detail) {
        return new Problem("about:blank", title(status), status, detail, null, null, null);
    }

    static Problem incident(String id) {
        return new Problem(
                "about:blank",
                title(500),
                500,
                "Something went wrong on our side; nothing was changed. Try again, and name incident %s if it stays."
                        .formatted(id),
                null,
                null,
                id);
    }

    private static String title(int status) {
        var known = org.springframework.http.HttpStatus.resolve(status);
        return known == null ? "Error" : known.getReasonPhrase();
    }
}
