package kept.paper;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import gg.jte.models.runtime.JteModel;
import gg.jte.output.StringOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.logging.Level;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// Makes a PDF (A4) of a page that is well-formed XML, with the look that stands in its own `style` element. Whatever the
/// page names outside itself is not fetched: pictures, sheets and links to files stay away.
public final class Paper {
    private static final String FONTS = "/net/sf/jasperreports/fonts/dejavu/";

    static {
        com.openhtmltopdf.util.XRLog.listRegisteredLoggers()
                .forEach(name -> com.openhtmltopdf.util.XRLog.setLevel(name, Level.SEVERE));
    }

    private Paper() {}

    /// @throws IllegalStateException if the page is not well-formed
    public static byte[] of(JteModel page) {
        var text = new StringOutput();
        page.render(text);
        return of(text.toString());
    }

    static byte[] of(String page) {
        var out = new ByteArrayOutputStream();
        try {
            var builder = new PdfRendererBuilder();
            builder.useFont(() -> font("DejaVuSans.ttf"), "Kept", 400, FontStyle.NORMAL, true);
            builder.useFont(() -> font("DejaVuSans-Bold.ttf"), "Kept", 700, FontStyle.NORMAL, true);
            builder.useUriResolver((_, _) -> null);
            builder.withW3cDocument(parsed(page), null);
            builder.withProducer("Kept");
            builder.toStream(out);
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static InputStream font(String name) {
        return Objects.requireNonNull(Paper.class.getResourceAsStream(FONTS + name));
    }

    private static Document parsed(String page) throws IOException {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            return factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(printable(page))));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("This page is not well-formed", e);
        }
    }

    /// Signs that XML knows not, which customers may write all the same.
    private static String printable(String page) {
        var text = new StringBuilder(page.length());
        page.codePoints()
                .filter(c ->
                        c == '\n'
                                || c == '\t'
                                || (c >= 0x20 && c <= 0xD7FF)
                                || (c >= 0xE000 && c <= 0xFFFD)
                                || c >= 0x10000)
                .forEach(text::appendCodePoint);
        return text.toString();
    }
}
