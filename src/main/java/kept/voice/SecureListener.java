package kept.voice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import kept.kernel.Refusal;
import kept.sip.LineSettings;
import kept.sip.SipLine;
import kept.sip.TlsFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The ear of the telephone for SIP by TLS, where `KEPT_SIP_TLS_LISTEN` asks for it. What is wrong with it never keeps the line shut.
@Component
class SecureListener {
    private static final Logger log = LoggerFactory.getLogger(SecureListener.class);
    private final String listen;
    private final TlsFiles files;

    /// Whoever looks at a certificate goes by the time of the world.
    private final Clock clock = Clock.systemUTC();

    private volatile List<FileTime> read = List.of();
    private volatile String trouble = "";

    SecureListener(
            @Value("${kept.sip-tls-listen:}") String listen,
            @Value("${kept.sip-tls-certificate:}") String certificate,
            @Value("${kept.sip-tls-key:}") String key) {
        this.listen = listen;
        this.files = new TlsFiles(Path.of(certificate), Path.of(key));
    }

    /// Opens the line with TLS where it is wanted and possible, else without.
    ///
    /// @throws Refusal if it cannot be opened without either
    SipLine open(LineSettings plain, Function<LineSettings, SipLine> opening) {
        if (listen.isBlank()) {
            return opening.apply(plain);
        }
        read = times();
        String why;
        try (var packed = files.pack(clock.instant())) {
            var line = opening.apply(plain.with(tls(packed)));
            trouble = "";
            log.info("The telephone listens by TLS on {}.", listen);
            return line;
        } catch (Refusal refusal) {
            why = refusal.sentence();
        }
        var line = opening.apply(plain);
        if (!why.equals(trouble)) {
            log.error(
                    "SIP by TLS is off: {} The telephone goes on by UDP and TCP, and looks again when a file changes.",
                    why);
        }
        trouble = why;
        return line;
    }

    /// What keeps it shut, or an empty text.
    String trouble() {
        return trouble;
    }

    /// Whether the certificate or its key was written anew since the line was opened.
    boolean renewed() {
        return !listen.isBlank() && !times().equals(read);
    }

    private LineSettings.Tls tls(TlsFiles.Packed packed) {
        return new LineSettings.Tls(
                listen.replaceFirst(":\\d+$", ""),
                Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1)),
                packed.file(),
                packed.password());
    }

    private List<FileTime> times() {
        return List.of(time(files.certificate()), time(files.key()));
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException _) {
            return FileTime.fromMillis(0);
        }
    }
}
