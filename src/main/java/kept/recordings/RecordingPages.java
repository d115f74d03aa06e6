package kept.recordings;

import static kept.accounts.Route.least;

import java.util.UUID;
import kept.accounts.Route.Routes;
import kept.accounts.SignedIn;
import kept.kernel.Refusal;
import kept.teams.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/// Listening to a recording: the reason first, then its sound, in ranges as players ask for them (RFC 9110, section 14).
@Controller
class RecordingPages {
    private final Recordings recordings;

    RecordingPages(Recordings recordings) {
        this.recordings = recordings;
    }

    @Configuration(proxyBeanMethods = false)
    static class Published {
        @Bean
        Routes recordingRoutes() {
            return Routes.of(
                    least(Role.AGENT, "POST", "/recordings/{id}/hearing"),
                    least(Role.AGENT, "GET", "/recordings/{id}/sound"));
        }
    }

    @PostMapping("/recordings/{id}/hearing")
    ResponseEntity<Void> open(SignedIn who, @PathVariable UUID id, @RequestParam String reason) {
        var recording = recordings.open(who.viewer(), id, reason);
        return ResponseEntity.status(303)
                .header("Location", "/telephone/calls/%s#recordings".formatted(recording.contact()))
                .build();
    }

    @GetMapping("/recordings/{id}/sound")
    ResponseEntity<byte[]> sound(
            SignedIn who,
            @PathVariable UUID id,
            @RequestHeader(name = "Range", required = false) @Nullable String range) {
        var recording = recordings.seen(who.viewer(), id);
        if (!recording.kept()) {
            throw Refusal.notFound("There is nothing to hear.");
        }
        long from = from(range, recording.bytes());
        byte[] part = recordings.read(who.viewer(), recording, from);
        return ResponseEntity.status(206)
                .header("Content-Type", "audio/wav")
                .header("Accept-Ranges", "bytes")
                .header("Cache-Control", "private, no-store")
                .header(
                        "Content-Range",
                        "bytes %d-%d/%d".formatted(from, from + part.length - 1, recording.bytes()))
                .body(part);
    }

    /// Where a range begins; we end it where our part ends, which every player takes.
    static long from(@Nullable String range, long bytes) {
        if (range == null) {
            return 0;
        }
        var parts = range.replaceFirst("^bytes=", "").split(",", 2)[0].split("-", -1);
        try {
            long from =
                    parts[0].isBlank()
                            ? Math.max(0, bytes - Long.parseLong(parts[1].strip()))
                            : Long.parseLong(parts[0].strip());
            if (from >= 0 && from < bytes) {
                return from;
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
            // said below
        }
        throw Refusal.malformed("Range", "Ask for bytes of the recording, as in bytes=0-.");
    }
}
