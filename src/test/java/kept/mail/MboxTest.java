package kept.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MboxTest {
    private static final String POSTMARK = "From asha@example.com Thu Nov 19 09:30:00 2026\n";

    @Test
    void mailsStartAtPostmarksThatFollowAnEmptyLine() throws IOException {
        assertThat(
                        split(
                                POSTMARK
                                        + "Subject: a\n\nHello\nFrom here it goes on\n\n"
                                        + POSTMARK
                                        + "Subject: b\n\nBye\n\n"))
                .containsExactly(
                        "Subject: a\n\nHello\nFrom here it goes on\n", "Subject: b\n\nBye\n");
    }

    @Test
    void fromAtTheStartOfAParagraphIsNoPostmarkWithoutADate() throws IOException {
        assertThat(split(POSTMARK + "Subject: a\n\nHello\n\nFrom Monday on we open at 9.\n"))
                .containsExactly("Subject: a\n\nHello\n\nFrom Monday on we open at 9.\n");
    }

    @Test
    void signsPutBeforeFromAreTakenAway() throws IOException {
        assertThat(split(POSTMARK + "Subject: a\n\n>From me\n>>From you\n> From afar\n"))
                .containsExactly("Subject: a\n\nFrom me\n>From you\n> From afar\n");
    }

    @Test
    void lineEndsOfWindowsStayAsTheyAre() throws IOException {
        String text =
                (POSTMARK + "Subject: a\n\nHello\n\n" + POSTMARK + "Subject: b\n\nBye\n")
                        .replace("\n", "\r\n");
        assertThat(split(text))
                .containsExactly("Subject: a\r\n\r\nHello\r\n", "Subject: b\r\n\r\nBye\r\n");
    }

    @Test
    void mailThatIsTooLargeIsPassedOverAndTheNextOneIsWhole() throws IOException {
        var mbox =
                mbox(
                        POSTMARK + "x".repeat(200_000) + "\n\n" + POSTMARK + "Subject: b\n\nBye\n",
                        1_000);
        var first = mbox.next();
        var second = mbox.next();
        assertThat(first)
                .isNotNull()
                .matches(Mbox.Item::tooLarge)
                .extracting(Mbox.Item::size)
                .isEqualTo(200_001L);
        assertThat(second).isNotNull().extracting(Mbox.Item::tooLarge).isEqualTo(false);
        assertThat(mbox.next()).isNull();
    }

    @Test
    void whatIsNoMboxIsRefusedAndNothingAtAllIsNoMail() throws IOException {
        assertThatThrownBy(() -> mbox("Subject: a\n\nHello\n", 1_000).next())
                .isInstanceOf(IOException.class);
        assertThat(mbox("", 1_000).next()).isNull();
    }

    private static List<String> split(String text) throws IOException {
        var mbox = mbox(text, 1 << 20);
        var mails = new ArrayList<String>();
        for (var item = mbox.next(); item != null; item = mbox.next()) {
            mails.add(new String(item.raw(), StandardCharsets.UTF_8));
        }
        return mails;
    }

    private static Mbox mbox(String text, int largest) {
        return new Mbox(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), largest);
    }
}
