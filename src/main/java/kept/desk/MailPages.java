package kept.desk;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import kept.accounts.Frames;
import kept.accounts.SignedIn;
import kept.mail.Mailroom;
import kept.teams.Viewer;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Mail that no case could be made of, for a person to look at.
@Controller
class MailPages {
    private final Templates pages;
    private final Frames frames;
    private final Mailroom mailroom;

    MailPages(Templates pages, Frames frames, Mailroom mailroom) {
        this.pages = pages;
        this.frames = frames;
        this.mailroom = mailroom;
    }

    @GetMapping("/mail")
    JteModel list(SignedIn who) {
        return pages.deskMail(
                frames.of(who, "Mail to look at", "cases"),
                mailroom.toLookAt(who.viewer()),
                frames.clockface(who));
    }

    @GetMapping("/mail/{id}/raw")
    void raw(Viewer viewer, @PathVariable UUID id, HttpServletResponse response)
            throws IOException {
        MessagePages.download(response, "mail-" + id + ".eml", mailroom.raw(viewer, id));
    }

    @PostMapping("/mail/{id}/case")
    ResponseEntity<Void> makeCase(Viewer viewer, @PathVariable UUID id) {
        return CasePages.seeOther(mailroom.makeCase(viewer, id));
    }

    @PostMapping("/mail/{id}/dismissal")
    ResponseEntity<Void> dismiss(Viewer viewer, @PathVariable UUID id) {
        mailroom.dismiss(viewer, id);
        return ResponseEntity.status(303).header("Location", "/mail").build();
    }
}
