package kept.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;

/// Mails as customers write them: six of ten plain, three with HTML beside the text, one with a picture of 40 KB. The number
/// makes the mail, so the same number is the same mail.
final class Letters {
    static final String HOUSE = "help@house.example";
    private static final int CUSTOMERS_PER_100 = 60;
    private static final String[] WORDS =
            ("the washing machine you brought on tuesday leaks at the back and invoice names another model could you send "
                            + "somebody this week please tell me before you come I am home after four thanks for your help with "
                            + "our order delivery broken door line slow contract change address number bill twice paid")
                    .split(" ", -1);

    private Letters() {}

    /// With lines that end in CR LF.
    static byte[] letter(String series, int number, Instant date) {
        var random = new Random(series.hashCode() * 31L + number);
        int customer = random.nextInt(Math.max(1, number + 1)) * CUSTOMERS_PER_100 / 100;
        String head =
                """
                Received: from mx.example.com (mx.example.com [192.0.2.7]) by house.example with ESMTPS id %1$s%2$d;
                 %3$s
                Message-ID: <%1$s-%2$d@example.com>
                Date: %3$s
                From: Customer %4$d <%1$s-customer%4$d@example.com>
                To: Help <%5$s>
                Subject: %6$s
                MIME-Version: 1.0
                """
                        .formatted(
                                series,
                                number,
                                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                        date.atOffset(ZoneOffset.UTC)),
                                customer,
                                HOUSE,
                                sentence(random, 6));
        return (head + body(random, number)).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String body(Random random, int number) {
        String text = text(random);
        String plain = "Content-Type: text/plain; charset=utf-8\n\n" + text;
        return switch (number % 10) {
            case 0, 1, 2 ->
                    "Content-Type: multipart/alternative; boundary=\"=_a\"\n\n--=_a\n"
                            + plain
                            + "\n--=_a\nContent-Type: text/html; charset=utf-8\n\n<html><body><div style=\"color:#222\"><p>"
                            + text.replace("\n\n", "</p>\n<p>")
                            + "</p></div></body></html>\n--=_a--\n";
            case 3 ->
                    "Content-Type: multipart/mixed; boundary=\"=_m\"\n\n--=_m\n"
                            + plain
                            + "\n--=_m\nContent-Type: image/jpeg; name=\"leak.jpg\"\nContent-Transfer-Encoding: base64\n"
                            + "Content-Disposition: attachment; filename=\"leak.jpg\"\n\n"
                            + picture(random)
                            + "\n--=_m--\n";
            default -> plain;
        };
    }

    private static String picture(Random random) {
        byte[] bytes = new byte[40 << 10];
        random.nextBytes(bytes);
        return Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(bytes);
    }

    private static String text(Random random) {
        var text = new StringBuilder("Hello,\n\n");
        for (int i = 0; i < 6 + random.nextInt(10); i++) {
            text.append(sentence(random, 12)).append(i % 3 == 2 ? ".\n\n" : ".\n");
        }
        return text.append("\nKind regards\n-- \nA customer\nTel. +43 1 234567\n").toString();
    }

    private static String sentence(Random random, int words) {
        var sentence = new StringBuilder();
        for (int i = 0; i < words; i++) {
            sentence.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    /// An old mailbox of so many letters, an hour apart, the last one a day ago.
    static void mbox(OutputStream out, int count, Instant now) throws IOException {
        for (int i = 0; i < count; i++) {
            var date = now.minusSeconds(86_400 + 3_600L * (count - i));
            out.write(
                    "From customer@example.com Thu Nov 19 09:30:00 2020\n"
                            .getBytes(StandardCharsets.US_ASCII));
            out.write(
                    new String(letter("old", i, date), StandardCharsets.UTF_8)
                            .replace("\r\n", "\n")
                            .replaceAll("(?m)^(>*From )", ">$1")
                            .getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        }
    }
}
