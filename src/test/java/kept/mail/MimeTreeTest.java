package kept.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import kept.mail.MimeTree.Entity;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

class MimeTreeTest {
    /// The corpus expects these both ways, by an option of its parser; we keep the words of a mail without headers and the
    /// headers after a malformed one.
    private static final List<String> EITHER_WAY =
            List.of("malformedHeader-noheader.msg", "malformedHeaderStartsBody-nocrlfcrlf.msg");

    private static final Budget BUDGET = Budget.forStrangers();

    @Test
    void takesEveryMailOfThePublicCorpusApartAsExpected() throws Exception {
        Path corpus = SharedData.folder("mime4j");
        var differs = new ArrayList<String>();
        int bodies = 0;
        int mails = 0;
        for (Path mail : SharedData.files(corpus, ".msg")) {
            String base = mail.toString().substring(0, mail.toString().length() - 4);
            Path xml = Path.of(base + "_decoded.xml");
            if (!Files.exists(xml)) {
                continue;
            }
            mails++;
            var expected = new ArrayList<String>();
            var contents = new ArrayList<byte[]>();
            var document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml.toFile());
            expect(
                    document.getDocumentElement(),
                    "",
                    expected,
                    contents,
                    corpus.resolve(xml).resolveSibling("."));
            var found = new ArrayList<String>();
            var foundContents = new ArrayList<byte[]>();
            message(SharedData.bytes(mail), "", found, foundContents);
            bodies += contents.size();
            if (!found.equals(expected)) {
                differs.add(mail.getFileName() + " structure\n   " + expected + "\n   " + found);
            } else {
                for (int i = 0; i < contents.size(); i++) {
                    if (!Arrays.equals(plain(contents.get(i)), plain(foundContents.get(i)))) {
                        differs.add(
                                mail.getFileName()
                                        + " body "
                                        + i
                                        + ": "
                                        + contents.get(i).length
                                        + " expected, "
                                        + foundContents.get(i).length
                                        + " found");
                    }
                }
            }
        }
        System.out.println(
                "mime4j corpus: "
                        + mails
                        + " mails, "
                        + bodies
                        + " bodies, "
                        + differs.size()
                        + " differ");
        differs.forEach(System.out::println);
        assertThat(differs).allMatch(line -> EITHER_WAY.stream().anyMatch(line::startsWith));
    }

    private static byte[] plain(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n")
                .stripTrailing()
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void message(
            byte[] raw, String indent, List<String> out, List<byte[]> contents) {
        out.add(indent + "message");
        entity(MimeTree.of(raw, BUDGET).root(), indent, out, contents);
    }

    private static void entity(
            Entity entity, String indent, List<String> out, List<byte[]> contents) {
        out.add(indent + entity.fields().size() + " fields");
        if (entity.isMultipart()) {
            out.add(indent + "multipart");
            for (Entity part : entity.parts()) {
                out.add(indent + " part");
                entity(part, indent + " ", out, contents);
            }
        } else if (entity.type().equals("message/rfc822")) {
            message(entity.body(), indent, out, contents);
        } else {
            out.add(indent + "body");
            contents.add(entity.body());
        }
    }

    private static void expect(
            Element element, String indent, List<String> out, List<byte[]> contents, Path folder) {
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (!(node instanceof Element child)) {
                continue;
            }
            switch (child.getTagName().toLowerCase(Locale.ROOT)) {
                case "header" -> {
                    if (element.getTagName().equals("message")) {
                        out.add(indent + "message");
                    }
                    out.add(indent + child.getElementsByTagName("field").getLength() + " fields");
                }
                case "multipart" -> {
                    out.add(indent + "multipart");
                    expect(child, indent, out, contents, folder);
                }
                case "body-part" -> {
                    out.add(indent + " part");
                    expect(child, indent + " ", out, contents, folder);
                }
                case "message" -> expect(child, indent, out, contents, folder);
                case "text-body", "binary-body" -> {
                    out.add(indent + "body");
                    contents.add(SharedData.bytes(folder.resolve(child.getAttribute("name"))));
                }
                default -> {}
            }
        }
    }
}
