package kept.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.owasp.html.AttributePolicy;
import org.owasp.html.CssSchema;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/// HTML of a stranger made safe to show in a sandboxed frame: an allow-list of elements, attributes and harmless style
/// properties. Remote images wait for a click: their address stands in `data-kept-src`, and `blockedImages` counts them.
public record SafeHtml(String html, int blockedImages) {
    private static final int LONGEST = 2_000_000;
    private static final Set<String> STYLES =
            Phrases.set(
                    """
                    background-color|border|border-bottom|border-bottom-color|border-bottom-style|border-bottom-width|border-collapse|border-color|border-left|
                    border-left-color|border-left-style|border-left-width|border-radius|border-right|border-right-color|border-right-style|border-right-width|
                    border-spacing|border-style|border-top|border-top-color|border-top-style|border-top-width|border-width|color|direction|font|font-family|
                    font-size|font-style|font-weight|height|letter-spacing|line-height|margin|margin-bottom|margin-left|margin-right|margin-top|max-width|
                    padding|padding-bottom|padding-left|padding-right|padding-top|text-align|text-decoration|text-indent|text-transform|vertical-align|
                    white-space|width|word-spacing
                    """);

    /// Cleans the HTML part of a mail.
    ///
    /// @param cidUrl gives the address under which we serve the attachment with that Content-ID, or null if there is none
    public static SafeHtml of(String html, Function<String, @Nullable String> cidUrl) {
        var cleaning = new Cleaning(cidUrl);
        String cut = html.length() > LONGEST ? html.substring(0, LONGEST) : html;
        try {
            return new SafeHtml(cleaning.policy().sanitize(cut), cleaning.blocked);
        } catch (RuntimeException | StackOverflowError e) {
            // A document that breaks the sanitizer is shown as the words it holds.
            return new SafeHtml("<pre>" + escaped(HtmlText.of(cut)) + "</pre>", 0);
        }
    }

    /// The whole document for `<iframe sandbox srcdoc>` or an origin of its own; its own policy forbids all but what was kept.
    ///
    /// @param imageSources CSP sources for images besides `data:`, such as the origin that serves attachments; empty for none
    public String document(String imageSources) {
        if (!imageSources
                .chars()
                .allMatch(c -> Character.isLetterOrDigit(c) || ":/.-*' ".indexOf(c) >= 0)) {
            throw new IllegalArgumentException("not a list of CSP sources: " + imageSources);
        }
        String sources = imageSources.isBlank() ? "data:" : "data: " + imageSources.strip();
        return """
        <!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src %s; \
        style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"><meta name="referrer" content="no-referrer">\
        <style>body{margin:0;font:15px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}img{max-width:100%%;height:auto}pre{white-space:pre-wrap}</style>\
        </head><body>%s</body></html>\
        """
                .formatted(sources, html);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static final class Cleaning {
        private final Function<String, @Nullable String> cidUrl;
        private int blocked;

        Cleaning(Function<String, @Nullable String> cidUrl) {
            this.cidUrl = cidUrl;
        }

        PolicyFactory policy() {
            AttributePolicy number =
                    (element, name, value) ->
                            value.length() <= 6
                                            && value.chars()
                                                    .allMatch(
                                                            c -> (c >= '0' && c <= '9') || c == '%')
                                    ? value
                                    : null;
            AttributePolicy word =
                    (element, name, value) ->
                            value.length() <= 30
                                            && value.chars()
                                                    .allMatch(c ->
                                                            Character.isLetterOrDigit(c)
                                                                    || "#-% .".indexOf(c) >= 0)
                                    ? value
                                    : null;
            return new HtmlPolicyBuilder()
                    .allowElements(
                            "a",
                            "abbr",
                            "address",
                            "article",
                            "b",
                            "bdi",
                            "big",
                            "blockquote",
                            "br",
                            "caption",
                            "center",
                            "cite",
                            "code",
                            "col",
                            "colgroup",
                            "dd",
                            "del",
                            "dfn",
                            "div",
                            "dl",
                            "dt",
                            "em",
                            "figcaption",
                            "figure",
                            "font",
                            "footer",
                            "h1",
                            "h2",
                            "h3",
                            "h4",
                            "h5",
                            "h6",
                            "header",
                            "hr",
                            "i",
                            "ins",
                            "kbd",
                            "li",
                            "main",
                            "mark",
                            "ol",
                            "p",
                            "pre",
                            "q",
                            "s",
                            "samp",
                            "section",
                            "small",
                            "span",
                            "strike",
                            "strong",
                            "sub",
                            "sup",
                            "table",
                            "tbody",
                            "td",
                            "tfoot",
                            "th",
                            "thead",
                            "tr",
                            "tt",
                            "u",
                            "ul",
                            "var",
                            "wbr")
                    .allowElements(this::image, "img")
                    .allowWithoutAttributes("a", "font", "span", "img")
                    .allowUrlProtocols("http", "https", "mailto", "tel", "cid", "data")
                    .allowAttributes("href")
                    .matching((element, name, value) -> link(value))
                    .onElements("a")
                    .allowAttributes("src", "data-kept-src")
                    .matching((element, name, value) -> value)
                    .onElements("img")
                    .allowAttributes("alt", "title")
                    .globally()
                    .allowAttributes("target", "rel")
                    .onElements("a")
                    .allowAttributes("dir")
                    .matching(true, "ltr", "rtl", "auto")
                    .globally()
                    .allowAttributes("align", "valign", "bgcolor", "color", "face", "size", "lang")
                    .matching(word)
                    .globally()
                    .allowAttributes(
                            "width",
                            "height",
                            "border",
                            "cellpadding",
                            "cellspacing",
                            "colspan",
                            "rowspan",
                            "start")
                    .matching(number)
                    .globally()
                    .allowStyling(CssSchema.withProperties(STYLES))
                    .allowUrlsInStyles(AttributePolicy.REJECT_ALL_ATTRIBUTE_POLICY)
                    .allowElements(
                            (element, attributes) -> {
                                set(attributes, "target", "_blank");
                                return element;
                            },
                            "a")
                    .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
                    .toFactory();
        }

        private @Nullable String image(String element, List<String> attributes) {
            String source = take(attributes, "src");
            take(attributes, "data-kept-src");
            if (source == null) {
                return null;
            }
            String url = source.strip();
            String lower = url.toLowerCase(Locale.ROOT);
            if (lower.startsWith("cid:")) {
                String served = cidUrl.apply(url.substring(4));
                if (served == null) {
                    return null;
                }
                set(attributes, "src", served);
            } else if (isHarmlessData(lower)) {
                set(attributes, "src", url);
            } else if (lower.startsWith("http://") || lower.startsWith("https://")) {
                blocked++;
                set(attributes, "data-kept-src", url);
            } else {
                return null;
            }
            return element;
        }

        private static boolean isHarmlessData(String url) {
            int comma = url.indexOf(',');
            return comma > 0
                    && Set.of(
                                    "data:image/png;base64",
                                    "data:image/jpeg;base64",
                                    "data:image/gif;base64",
                                    "data:image/webp;base64")
                            .contains(url.substring(0, comma));
        }

        private static @Nullable String link(String value) {
            String url = value.strip();
            String lower = url.toLowerCase(Locale.ROOT);
            boolean allowed =
                    lower.startsWith("http://")
                            || lower.startsWith("https://")
                            || lower.startsWith("mailto:")
                            || lower.startsWith("tel:");
            return allowed && url.chars().noneMatch(c -> c < ' ' || c == 127) ? url : null;
        }

        private static void set(List<String> attributes, String name, String value) {
            take(attributes, name);
            attributes.add(name);
            attributes.add(value);
        }

        private static @Nullable String take(List<String> attributes, String name) {
            String found = null;
            var kept = new ArrayList<String>();
            for (int i = 0; i + 1 < attributes.size(); i += 2) {
                if (attributes.get(i).equals(name)) {
                    found = attributes.get(i + 1);
                } else {
                    kept.add(attributes.get(i));
                    kept.add(attributes.get(i + 1));
                }
            }
            attributes.clear();
            attributes.addAll(kept);
            return found;
        }
    }
}
