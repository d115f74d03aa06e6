package kept.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MonsterMailTest {
    private static final String HEAD = "From: Maria <maria@example.com>\r\nSubject: hello\r\n";
    private static final String MIXED =
            HEAD + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n";
    private final MailReader reader = new MailReader(Budget.forStrangers());

    @Test
    void noMonsterThrowsTakesMoreThanTwoSecondsOrVanishes() {
        var failures = new ArrayList<String>();
        reader.read(bytes(HEAD + "\r\nwarm up"));
        monsters()
                .forEach((name, make) -> {
                    byte[] raw = make.get();
                    var threads = ManagementFactory.getThreadMXBean();
                    long before = threads.getCurrentThreadCpuTime();
                    ReadMail mail = reader.read(raw);
                    long millis = (threads.getCurrentThreadCpuTime() - before) / 1_000_000;
                    if (millis > 2000) {
                        failures.add(name + " took " + millis + " ms");
                    }
                    if (mail.problems().toString().contains("error of ours")) {
                        failures.add(name + " threw: " + mail.problems());
                    }
                    if (mail.unreadable() == null
                            && mail.text().isBlank()
                            && mail.attachments().isEmpty()
                            && mail.subject().isEmpty()) {
                        failures.add(name + " vanished");
                    }
                });
        System.out.println("monsters: " + monsters().size() + ", failures " + failures.size());
        assertThat(failures).isEmpty();
        assertThat(monsters().size()).isGreaterThanOrEqualTo(150);
    }

    @Test
    void whatExceedsTheBudgetIsFlaggedForAPerson() {
        for (String name : List.of("10,000 parts", "depth 1,000", "60 MB body", "header of 1 MB")) {
            ReadMail mail = reader.read(monsters().getOrDefault(name, () -> new byte[0]).get());
            assertThat(mail.unreadable()).as(name).isNotNull();
            assertThat(mail.from()).as(name).hasToString("maria@example.com");
        }
    }

    @Test
    void twentyThousandMutationsOfKnownMailsAreReadWithoutAnException() {
        long seed = 20261122;
        var random = new Random(seed);
        List<byte[]> corpus =
                new ArrayList<>(
                        List.of(
                                bytes(MIXED + "--b\r\n\r\nwords\r\n--b--\r\n"),
                                bytes(HEAD + "\r\nwords")));
        for (Path mail : SharedData.files(SharedData.folder("mime4j"), ".msg")) {
            byte[] raw = SharedData.bytes(mail);
            corpus.add(Arrays.copyOf(raw, Math.min(raw.length, 6_000)));
        }
        for (Path mail : SharedData.files(SharedData.folder("sisimai"), ".eml")) {
            byte[] raw = SharedData.bytes(mail);
            corpus.add(Arrays.copyOf(raw, Math.min(raw.length, 6_000)));
        }
        long end = System.nanoTime() + 15_000_000_000L;
        long slowest = 0;
        int runs = 0;
        while (runs < 20_000 && System.nanoTime() < end) {
            byte[] raw = mutated(corpus.get(random.nextInt(corpus.size())), corpus, random);
            long start = System.nanoTime();
            ReadMail mail = reader.read(raw);
            slowest = Math.max(slowest, System.nanoTime() - start);
            assertThat(mail.problems().toString())
                    .as("seed %d, run %d", seed, runs)
                    .doesNotContain("error of ours");
            runs++;
        }
        System.out.println(
                "mutations: " + runs + ", slowest " + slowest / 1_000_000 + " ms, seed " + seed);
        assertThat(slowest).isLessThan(1_600_000_000L);
    }

    private static byte[] mutated(byte[] raw, List<byte[]> corpus, Random random) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(raw);
        for (int n = 1 + random.nextInt(6); n > 0; n--) {
            byte[] now = out.toByteArray();
            int at = now.length == 0 ? 0 : random.nextInt(now.length);
            out.reset();
            out.write(now, 0, at);
            byte[] other = corpus.get(random.nextInt(corpus.size()));
            switch (random.nextInt(7)) {
                case 0 -> out.write(random.nextInt(256));
                case 1 -> at = Math.min(now.length, at + random.nextInt(40));
                case 2 -> out.write(other, 0, random.nextInt(other.length + 1));
                case 3 -> out.writeBytes("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                case 4 ->
                        out.writeBytes(
                                List.of(
                                                "=?", "?=", "\"", "<", ">", "(", ";", "--", "\0",
                                                "=\n", "'", "*0*=")
                                        .get(random.nextInt(12))
                                        .getBytes(StandardCharsets.US_ASCII));
                case 5 -> out.write(now, at, Math.min(now.length - at, random.nextInt(200)));
                default -> {
                    for (int i = random.nextInt(8); i > 0 && at < now.length; i--) {
                        out.write(now[at++] ^ (1 << random.nextInt(8)));
                    }
                }
            }
            out.write(now, at, now.length - at);
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Map<String, Supplier<byte[]>> monsters() {
        var all = new LinkedHashMap<String, Supplier<byte[]>>();
        text(all, "10,000 parts", () -> MIXED + "--b\r\n\r\nx\r\n".repeat(10_000) + "--b--\r\n");
        text(all, "100,000 empty parts", () -> MIXED + "--b\r\n".repeat(100_000));
        text(all, "depth 1,000", () -> HEAD + nested(1000));
        text(all, "depth 20,000", () -> HEAD + nested(20_000));
        text(
                all,
                "header of 1 MB",
                () -> "X-Big: " + "a".repeat(1 << 20) + "\r\n" + HEAD + "\r\nx");
        text(
                all,
                "folded header of 1 MB",
                () -> "X-Big:" + " a\r\n".repeat(1 << 18) + HEAD + "\r\nx");
        text(all, "1,000,000 headers", () -> HEAD + "a:b\r\n".repeat(1_000_000) + "\r\nx");
        text(all, "60 MB body", () -> HEAD + "\r\n" + "a".repeat(60 << 20));
        text(
                all,
                "20 MB in one base64 line",
                () -> HEAD + "Content-Transfer-Encoding: base64\r\n\r\n" + "QUFB".repeat(5 << 20));
        text(
                all,
                "20 MB of base64 file",
                () ->
                        HEAD
                                + "Content-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                                + "QUFB".repeat(5 << 20));
        text(
                all,
                "20 MB quoted-printable soft breaks",
                () ->
                        HEAD
                                + "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                                + "=\r\n".repeat(7 << 20));
        text(all, "20 MB of line feeds", () -> HEAD + "\r\n" + "\n".repeat(20 << 20));
        text(all, "20 MB of carriage returns", () -> HEAD + "\r\n" + "\r".repeat(20 << 20));
        text(
                all,
                "20 MB of html tags",
                () -> HEAD + "Content-Type: text/html\r\n\r\n" + "<b><".repeat(5 << 20));
        text(
                all,
                "html of open quotes",
                () -> HEAD + "Content-Type: text/html\r\n\r\nhi" + "<a x=\"".repeat(1 << 20));
        text(
                all,
                "html of deep divs",
                () -> HEAD + "Content-Type: text/html\r\n\r\n" + "<div>".repeat(1 << 20) + "hi");
        text(
                all,
                "html of deep quotes",
                () ->
                        HEAD
                                + "Content-Type: text/html\r\n\r\n"
                                + "<blockquote>x".repeat(200_000)
                                + "hi");
        text(
                all,
                "html of style ends",
                () -> HEAD + "Content-Type: text/html\r\n\r\nhi" + "<style></".repeat(1 << 20));
        text(
                all,
                "html of comments",
                () -> HEAD + "Content-Type: text/html\r\n\r\nhi" + "<!--".repeat(1 << 20));
        text(
                all,
                "html of entities",
                () ->
                        HEAD
                                + "Content-Type: text/html\r\n\r\nhi"
                                + "&#x110000;&amp&notit;&".repeat(1 << 18));
        text(
                all,
                "flowed of 1,000,000 lines",
                () ->
                        HEAD
                                + "Content-Type: text/plain; format=flowed\r\n\r\n"
                                + ">>> a \r\n".repeat(1 << 20));
        text(all, "a quote mark a million deep", () -> HEAD + "\r\n" + ">".repeat(1 << 20) + "hi");
        text(
                all,
                "100,000 recipients",
                () -> HEAD + "To: " + "a@b.com,\r\n ".repeat(100_000) + "\r\n\r\nx");
        text(
                all,
                "100,000 open angles",
                () -> "From: " + "<".repeat(100_000) + "\r\nSubject: s\r\n\r\nx");
        text(
                all,
                "100,000 open comments",
                () -> "From: " + "(".repeat(100_000) + "\r\nSubject: s\r\n\r\nx");
        text(
                all,
                "100,000 open quotes",
                () -> "From: " + "\"\\".repeat(100_000) + "\r\nSubject: s\r\n\r\nx");
        text(
                all,
                "encoded word openings",
                () -> "From: a@b.com\r\nSubject: s" + "=?a?q?".repeat(40_000) + "\r\n\r\nx");
        text(
                all,
                "many encoded words",
                () ->
                        "From: a@b.com\r\nSubject: "
                                + "=?utf-8?q?=C3?= ".repeat(15_000)
                                + "\r\n\r\nx");
        text(
                all,
                "encoded word in no known charset",
                () -> "From: =?klingon?q?x?= <a@b.com>\r\nSubject: =?x?b?!!!?=\r\n\r\nx");
        text(
                all,
                "references without end",
                () -> HEAD + "References: " + "<".repeat(200_000) + "\r\n\r\nx");
        text(
                all,
                "10,000 references",
                () -> HEAD + "References: " + "<a@b>".repeat(10_000) + "\r\n\r\nx");
        text(
                all,
                "endless boundary",
                () ->
                        HEAD
                                + "Content-Type: multipart/mixed; boundary=\""
                                + "b".repeat(200_000)
                                + "\"\r\n\r\n--"
                                + "b".repeat(200_000)
                                + "\r\n\r\nx");
        text(
                all,
                "boundary of dashes",
                () ->
                        HEAD
                                + "Content-Type: multipart/mixed; boundary=\"----\"\r\n\r\n"
                                + "-".repeat(1 << 20));
        text(
                all,
                "empty boundary",
                () ->
                        HEAD
                                + "Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n--\r\n\r\nx\r\n----\r\n");
        text(
                all,
                "no boundary parameter",
                () -> HEAD + "Content-Type: multipart/mixed\r\n\r\n--b\r\n\r\nx");
        text(all, "boundary never comes", () -> MIXED + "words without a boundary");
        text(
                all,
                "nearly the boundary, often",
                () -> MIXED + "--c\r\n--\r\n-".repeat(200_000) + "x");
        text(
                all,
                "same boundary nested",
                () ->
                        MIXED
                                + "--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
                                        .repeat(2000)
                                + "--b\r\n\r\nx");
        text(
                all,
                "boundary that begins the outer one",
                () ->
                        HEAD
                                + "Content-Type: multipart/mixed; boundary=ab\r\n\r\n--ab\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n\r\nx\r\n--a--\r\n--ab--");
        text(
                all,
                "attached mails 500 deep",
                () -> HEAD + "Content-Type: message/rfc822\r\n\r\n".repeat(500) + "x");
        text(
                all,
                "attached mails in base64",
                () ->
                        HEAD
                                + "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\nRnJvbTogYUBiLmNvbQ0KDQp4");
        text(
                all,
                "digest of nothing",
                () ->
                        HEAD
                                + "Content-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n--b\r\n--b--");
        text(all, "NULs everywhere", () -> "Fr\0om: a@b.com\r\nSubject: a\0b\r\n\0\r\n\r\na\0b\0c");
        text(all, "only NULs", () -> "\0".repeat(1 << 20));
        text(all, "only line breaks", () -> "\r\n".repeat(1000));
        text(all, "nothing", () -> "");
        text(all, "one blank", () -> " ");
        text(all, "one colon", () -> ":");
        text(
                all,
                "bare carriage returns in headers",
                () -> "From: a@b.com\rSubject: x\rBcc: c@d.com\r\rhello");
        text(all, "bare line feeds", () -> "From: a@b.com\nSubject: x\n\nhello\n.\nmore");
        text(
                all,
                "header without colon",
                () -> "From: a@b.com\r\nthis is no header\r\nSubject: x\r\n\r\nhello");
        text(all, "no header at all", () -> "just words\r\nand more words");
        text(all, "blank header name", () -> ": value\r\n :x\r\nFrom: a@b.com\r\n\r\nhello");
        text(
                all,
                "8-bit headers",
                () ->
                        "From: M\u00E4ria <a@b.com>\r\nSubject: Gr\u00FC\u00DFe \u0080\u00FF\r\n\r\n\u00FF\u00FE");
        text(
                all,
                "unknown charset",
                () -> HEAD + "Content-Type: text/plain; charset=\"x-klingon\"\r\n\r\nhello \u00E4");
        text(
                all,
                "charset with a path",
                () -> HEAD + "Content-Type: text/plain; charset=\"../../etc/passwd\"\r\n\r\nhello");
        text(
                all,
                "charset a megabyte long",
                () ->
                        HEAD
                                + "Content-Type: text/plain; charset=\""
                                + "x".repeat(100_000)
                                + "\"\r\n\r\nhello");
        text(
                all,
                "utf-7",
                () -> HEAD + "Content-Type: text/html; charset=utf-7\r\n\r\n+ADw-script+AD4-");
        text(
                all,
                "iso-2022-jp cut off",
                () -> HEAD + "Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n\u001B$B$");
        text(
                all,
                "utf-16 odd length",
                () -> HEAD + "Content-Type: text/plain; charset=utf-16\r\n\r\nabc");
        text(
                all,
                "unknown transfer encoding",
                () -> HEAD + "Content-Transfer-Encoding: x-rot13\r\n\r\nuryyb");
        text(
                all,
                "two content types",
                () -> HEAD + "Content-Type: text/html\r\nContent-Type: text/plain\r\n\r\n<b>hello");
        text(all, "content type of nothing", () -> HEAD + "Content-Type: ;;;;=;=;\"\r\n\r\nhello");
        text(
                all,
                "10,000 parameters",
                () -> HEAD + "Content-Type: text/plain" + "; a=b".repeat(10_000) + "\r\n\r\nhello");
        text(
                all,
                "10,000 pieces of a name",
                () -> HEAD + "Content-Type: text/plain" + pieces() + "\r\n\r\nhello");
        text(
                all,
                "winmail.dat",
                () ->
                        MIXED
                                + "--b\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\neJ8+IgAA\r\n--b--");
        text(
                all,
                "file name with a path",
                () ->
                        MIXED
                                + "--b\r\nContent-Disposition: attachment; filename=\"../../../../etc/passwd\"\r\n\r\nx\r\n--b--");
        text(
                all,
                "file name turned round",
                () ->
                        MIXED
                                + "--b\r\nContent-Disposition: attachment; filename*=utf-8''a%E2%80%AEgpj.exe\r\n\r\nx\r\n--b--");
        text(
                all,
                "base64 that is none",
                () ->
                        HEAD
                                + "Content-Transfer-Encoding: base64\r\n\r\n\u00FF\u00FE!!!!====AAAA=B=C");
        text(
                all,
                "quoted-printable that is none",
                () -> HEAD + "Content-Transfer-Encoding: quoted-printable\r\n\r\n=ZZ=\u00FF=3");
        text(
                all,
                "date of nonsense",
                () -> HEAD + "Date: Thu, 99 Foo 99999999999 25:61:61 +9999\r\n\r\nhello");
        text(
                all,
                "date of a megabyte",
                () -> HEAD + "Date: " + "1 ".repeat(50_000) + "\r\n\r\nhello");
        text(
                all,
                "report without parts",
                () ->
                        HEAD
                                + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b--");
        text(all, "random bytes", () -> random(1 << 20));
        text(all, "random lines", () -> HEAD + "\r\n" + random(200_000).replace('a', '\n'));
        text(
                all,
                "signature of a million dashes",
                () -> HEAD + "\r\nhi\r\n" + "-- \r\n".repeat(300_000));
        text(all, "On without wrote", () -> HEAD + "\r\n" + "On ".repeat(500_000));
        text(all, "tabs and blanks", () -> HEAD + "\r\n" + " \t".repeat(5 << 20));
        byCharset(all);
        byHeader(all);
        byStructure(all);
        byEncoding(all);
        return all;
    }

    /// Charsets that lie, stop short or do not exist, each in the body and in a header.
    private static void byCharset(Map<String, Supplier<byte[]>> all) {
        for (String charset :
                List.of(
                        "utf-8",
                        "utf-16le",
                        "utf-32",
                        "iso-2022-kr",
                        "gb18030",
                        "big5",
                        "euc-jp",
                        "shift_jis",
                        "windows-1252",
                        "ibm037",
                        "x-user-defined",
                        "unicode-1-1-utf-7",
                        "",
                        "\0",
                        "us-ascii'en'")) {
            text(
                    all,
                    "bytes that are no " + charset,
                    () ->
                            "From: =?%1$s?b?//79gICA?= <a@b.com>\r\nSubject: =?%1$s?q?=FF=FE=80=1B=24?=\r\nContent-Type: text/plain; charset=\"%1$s\"\r\n\r\nhello \u00FF\u00FE\u0080\u001B$B\u00D8\0"
                                    .formatted(charset));
        }
    }

    /// Every header that is looked into, without end and without sense.
    private static void byHeader(Map<String, Supplier<byte[]>> all) {
        for (String header :
                List.of(
                        "To",
                        "Cc",
                        "Reply-To",
                        "Message-ID",
                        "In-Reply-To",
                        "References",
                        "Date",
                        "Received",
                        "Return-Path",
                        "Content-Type",
                        "Content-Disposition",
                        "Content-Transfer-Encoding",
                        "Auto-Submitted",
                        "List-Id",
                        "Authentication-Results",
                        "Precedence")) {
            text(
                    all,
                    "200 KB in " + header,
                    () -> HEAD + header + ": " + "<\"(;,=?a?b?".repeat(20_000) + "\r\n\r\nhello");
            text(
                    all,
                    "8-bit, NUL and bare CR in " + header,
                    () -> HEAD + header + ": \u00FF\0a\rb\u0080=?utf-8?b?w7w\r\n\r\nhello");
        }
    }

    private static void byStructure(Map<String, Supplier<byte[]>> all) {
        for (String type :
                List.of(
                        "alternative",
                        "related",
                        "mixed",
                        "report",
                        "digest",
                        "signed",
                        "encrypted",
                        "parallel",
                        "form-data",
                        "x-unknown")) {
            text(
                    all,
                    "multipart/" + type + " that holds itself",
                    () ->
                            HEAD
                                    + ("Content-Type: multipart/"
                                                    + type
                                                    + "; boundary=b\r\n\r\n--b\r\n")
                                            .repeat(300)
                                    + "\r\nx\r\n--b--\r\n");
        }
        text(
                all,
                "mails in mails in parts",
                () ->
                        HEAD
                                + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
                                        .repeat(400)
                                + "x");
        text(
                all,
                "1,000 winmail.dat",
                () ->
                        MIXED
                                + "--b\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\n\r\nx\u009F>\"\r\n"
                                        .repeat(1_000)
                                + "--b--");
        text(
                all,
                "bounce of a bounce of a bounce",
                () ->
                        HEAD
                                + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nStatus: 5.0.0\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
                                        .repeat(100));
        text(
                all,
                "1,000,000 lines of a delivery report",
                () ->
                        HEAD
                                + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
                                + "Final-Recipient: rfc822; a@b.com\r\n".repeat(300_000));
        text(
                all,
                "calendar without end",
                () ->
                        HEAD
                                + "Content-Type: text/calendar\r\n\r\n"
                                + "BEGIN:VEVENT\r\n".repeat(300_000));
        text(all, "preamble of 20 MB", () -> MIXED + "a".repeat(20 << 20) + "\r\n--b\r\n\r\nx");
        text(
                all,
                "epilogue of 20 MB",
                () -> MIXED + "--b\r\n\r\nx\r\n--b--\r\n" + "a".repeat(20 << 20));
        text(all, "smuggled end", () -> HEAD + "\r\nhello\n.\r\nMAIL FROM:<a@b.com>\r\n.\n");
        text(
                all,
                "a postmark in the words",
                () -> HEAD + "\r\nhello\r\n\r\nFrom a@b.com Thu Nov 19 09:30:00 2026\r\n");
    }

    private static void byEncoding(Map<String, Supplier<byte[]>> all) {
        for (String encoding :
                List.of("7bit", "8bit", "binary", "base64", "quoted-printable", "x-uuencode")) {
            text(
                    all,
                    "8 MB of noise as " + encoding,
                    () ->
                            HEAD
                                    + "Content-Transfer-Encoding: "
                                    + encoding
                                    + "\r\n\r\n"
                                    + random(8 << 20));
        }
        text(
                all,
                "uuencoded without end",
                () -> HEAD + "\r\nbegin 644 a.exe\r\n" + "M#0V%\r\n".repeat(300_000));
        text(
                all,
                "multipart in base64",
                () ->
                        HEAD
                                + "Content-Type: multipart/mixed; boundary=b\r\nContent-Transfer-Encoding: base64\r\n\r\nLS1iDQoNCngNCi0tYi0t");
        text(
                all,
                "html of one long word",
                () -> HEAD + "Content-Type: text/html\r\n\r\n" + "x".repeat(8 << 20));
        text(
                all,
                "html of tables in tables",
                () ->
                        HEAD
                                + "Content-Type: text/html\r\n\r\n"
                                + "<table><tr><td>".repeat(200_000)
                                + "x");
    }

    private static void text(
            Map<String, Supplier<byte[]>> all, String name, Supplier<String> make) {
        all.put(name, () -> bytes(make.get()));
    }

    private static String nested(int depth) {
        var mail = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\r\n\r\n--b")
                    .append(i)
                    .append("\r\n");
        }
        return mail.append("\r\nx\r\n").toString();
    }

    private static String pieces() {
        var pieces = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            pieces.append("; name*").append(i).append("*=%41");
        }
        return pieces.toString();
    }

    private static String random(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
