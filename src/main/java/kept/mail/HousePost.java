package kept.mail;

import java.util.List;
import java.util.UUID;
import kept.teams.Person;
import org.springframework.stereotype.Component;

/// Mail of the house to its own people, for what lies above the mail: written down in the transaction of its cause, sent
/// once for each key.
@Component
public class HousePost {
    private final Post post;

    HousePost(Post post) {
        this.post = post;
    }

    /// A PDF that goes with a mail.
    public record Paper(String name, byte[] pdf) {}

    /// @param key makes it one of its kind, however often its cause is told
    public void send(
            Person to, String key, UUID about, String subject, String text, List<Paper> papers) {
        post.toStaff(
                to.name(),
                to.email(),
                new Post.Letter(
                        key,
                        about,
                        "Kept",
                        subject,
                        text,
                        OutgoingMail.Automatic.GENERATED,
                        null,
                        papers.stream()
                                .map(paper ->
                                        new Attachment(
                                                paper.name(),
                                                "application/pdf",
                                                "",
                                                false,
                                                paper.pdf()))
                                .toList()));
    }
}
