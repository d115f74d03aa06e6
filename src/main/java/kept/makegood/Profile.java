package kept.makegood;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A set of rules shipped as data, modelled on a public regulator's scheme, to adopt and then change.
///
/// @param source the scheme, with its date
public record Profile(
        @JsonProperty(required = true) String title,
        @JsonProperty(required = true) String source,
        String note,
        @JsonProperty(required = true) String currency,
        @JsonProperty(required = true) List<Rule> rules) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> SHIPPED =
            List.of("gb-automatic-compensation", "de-telecommunications");

    /// A rule of it; amounts in the smallest unit of the currency.
    public record Rule(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String kind,
            @Nullable Long fixed,
            @Nullable List<DailyRate> days,
            @Nullable Boolean workingDays,
            @Nullable Long cap,
            @Nullable List<String> exclusions) {}

    /// The names of those that are shipped.
    public static List<String> shipped() {
        return SHIPPED;
    }

    /// @throws Refusal `NOT_FOUND` if none of that name is shipped
    public static Profile named(String name) {
        if (!SHIPPED.contains(name)) {
            throw Refusal.notFound("There is no such set of rules.");
        }
        try (var in =
                Objects.requireNonNull(
                        Profile.class.getResourceAsStream("/make-good/" + name + ".json"))) {
            return JSON.readValue(in, Profile.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Its rules for all units of a house, each borne by the unit that broke its word.
    public List<Policy> policies(Instant since) {
        return rules.stream().map(rule -> policy(rule, Ids.at(since), since)).toList();
    }

    private Policy policy(Rule rule, UUID id, Instant since) {
        return new Policy(
                id,
                rule.name(),
                rule.kind(),
                null,
                Money.currency(currency),
                Objects.requireNonNullElse(rule.fixed(), 0L),
                Objects.requireNonNullElse(rule.days(), List.<DailyRate>of()),
                Boolean.TRUE.equals(rule.workingDays()),
                rule.cap(),
                Objects.requireNonNullElse(rule.exclusions(), List.<String>of()),
                null,
                source,
                since);
    }
}
