package kept.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import kept.cases.Cases;
import kept.cases.Message;
import kept.files.Files;
import kept.kernel.Refusal;
import kept.mail.Mailroom;
import kept.mail.SafeHtml;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// What came with a message: its HTML, cleaned and shut into a sandbox, and its files, only ever as downloads.
@Controller
class MessagePages {
    private static final Set<String> PICTURES =
            Set.of("image/png", "image/jpeg", "image/gif", "image/webp");
    private static final int LARGEST_PICTURE = 2 << 20;
    private static final String SHUT = "sandbox; default-src 'none'; frame-ancestors 'none'";

    private final Cases cases;
    private final Files files;
    private final Mailroom mailroom;

    MessagePages(Cases cases, Files files, Mailroom mailroom) {
        this.cases = cases;
        this.files = files;
        this.mailroom = mailroom;
    }

    @GetMapping("/messages/{id}/html")
    void html(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String images,
            HttpServletResponse response)
            throws IOException {
        var message = cases.message(viewer, id);
        if (message.html() == null) {
            throw Refusal.notFound("This message has no HTML.");
        }
        var safe = SafeHtml.of(message.html(), contentId -> picture(message, contentId));
        boolean shown = images.equals("shown");
        String sources = shown ? "https: http:" : "";
        String document = safe.document(shown ? "https: http:" : "");
        response.setHeader(
                "Content-Security-Policy",
                "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data: %s; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
                        .formatted(sources));
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        response.setContentType("text/html;charset=UTF-8");
        response.getOutputStream()
                .write(
                        (shown ? document.replace("data-kept-src=", "src=") : document)
                                .getBytes(StandardCharsets.UTF_8));
    }

    /// A picture of the mail itself, as a data address: the sandbox may not come back to us for it.
    private @Nullable String picture(Message message, String contentId) {
        return message.attachments().stream()
                .filter(a ->
                        contentId.equals(a.contentId())
                                && PICTURES.contains(a.type())
                                && a.size() <= LARGEST_PICTURE)
                .findFirst()
                .map(a ->
                        "data:"
                                + a.type()
                                + ";base64,"
                                + Base64.getEncoder().encodeToString(files.read(a.fileId())))
                .orElse(null);
    }

    @GetMapping("/messages/{id}/files/{file}")
    void file(
            Viewer viewer,
            @PathVariable UUID id,
            @PathVariable UUID file,
            HttpServletResponse response)
            throws IOException {
        var attachment =
                cases.message(viewer, id).attachments().stream()
                        .filter(a -> a.id().equals(file))
                        .findFirst()
                        .orElseThrow(() -> Refusal.notFound("This file is not here."));
        download(response, attachment.name(), files.read(attachment.fileId()));
    }

    @GetMapping("/messages/{id}/raw")
    void raw(Viewer viewer, @PathVariable UUID id, HttpServletResponse response)
            throws IOException {
        download(response, "mail-" + id + ".eml", mailroom.rawOf(cases.message(viewer, id)));
    }

    /// Nothing of a stranger's is ever opened here: no type it claims, no place in a frame, no scripts.
    static void download(HttpServletResponse response, String name, byte[] content)
            throws IOException {
        response.setHeader("Content-Security-Policy", SHUT);
        response.setHeader(
                "Content-Disposition",
                ContentDisposition.attachment()
                        .filename(name, StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setContentType("application/octet-stream");
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }
}
