package kept.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SafeHtmlTest {
    private static final List<String> DANGEROUS =
            List.of(
                    "<script",
                    "<style",
                    "<svg",
                    "<math",
                    "<form",
                    "<meta",
                    "<base",
                    "<iframe",
                    "<object",
                    "<embed",
                    "<link",
                    "<noscript",
                    "<template",
                    "<input",
                    "<button",
                    "<video",
                    "<audio",
                    "<frame",
                    "<applet",
                    "<textarea",
                    "<select",
                    "<body",
                    "<html",
                    "<title",
                    "<xmp",
                    "<plaintext",
                    "<marquee",
                    "<isindex",
                    "<portal",
                    " on",
                    "javascript:",
                    "vbscript:",
                    "url(",
                    "expression",
                    "srcdoc",
                    "srcset",
                    "behavior",
                    "position",
                    "@import",
                    "<!--",
                    "data:text",
                    "data:image/svg",
                    "background=",
                    "formaction",
                    "xlink",
                    "id=",
                    "class=",
                    "name=");

    @Test
    void noPayloadComesThrough() {
        List<String> payloads = payloads();
        var through = new ArrayList<String>();
        for (String payload : payloads) {
            String html = SafeHtml.of("before " + payload + " after", _ -> "/files/1").html();
            String tags = tagsOf(html);
            DANGEROUS.stream()
                    .filter(tags::contains)
                    .forEach(found -> through.add(found + " in " + html + " from " + payload));
            if (html.contains(" src=\"http")) {
                through.add("fetches " + html);
            }
        }
        System.out.println("payloads: " + payloads.size() + ", through " + through.size());
        assertThat(through).isEmpty();
        assertThat(payloads.size()).isGreaterThanOrEqualTo(80);
    }

    @Test
    void ordinaryMailKeepsItsShape() {
        SafeHtml safe =
                SafeHtml.of(
                        "<p style=\"color:red;font-size:12px;position:fixed;background:url(http://x)\">Hi <b>there</b></p><table width=\"100%\"><tr><td align=center>x</td></tr></table>"
                                + "<a href=\"https://example.com/?a=1&amp;b=2\" onclick=x>shop</a><img src=\"cid:pic@1\" alt=\"us\"><img src=https://track.example.com/p.gif width=1>",
                        id -> id.equals("pic@1") ? "/files/7" : null);
        assertThat(safe.html())
                .contains(
                        "color:red",
                        "<b>there</b>",
                        "width=\"100%\"",
                        "src=\"/files/7\"",
                        "noopener",
                        "noreferrer",
                        "nofollow",
                        "target=\"_blank\"");
        assertThat(safe.html())
                .contains("data-kept-src=\"https://track.example.com/p.gif\"")
                .doesNotContain("position", "onclick", " src=\"https://track");
        assertThat(safe.blockedImages()).isEqualTo(1);
    }

    @Test
    void imagesOfUnknownContentIdsDisappear() {
        assertThat(SafeHtml.of("<img src=cid:nothing>", _ -> null).html()).doesNotContain("<img");
    }

    @Test
    void theDocumentForbidsEverythingItDoesNotNeed() {
        String document = SafeHtml.of("<p>100%</p>", _ -> null).document("https://files.kept.test");
        assertThat(document)
                .startsWith("<!doctype html>")
                .contains(
                        "default-src 'none'; img-src data: https://files.kept.test;",
                        "<p>100%</p>");
        assertThatThrownBy(() -> new SafeHtml("", 0).document("x; script-src *"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Timeout(120)
    void hugeAndDeepHtmlStaysCheap() {
        for (String piece :
                List.of(
                        "<div>",
                        "<b><i>",
                        "<table><tr><td>",
                        "<a href=",
                        "<!--",
                        "<p style=\"color:",
                        "&#x",
                        "<font color=red>",
                        "</b>",
                        "<ul><li>")) {
            assertThat(SafeHtml.of(piece.repeat(1_000_000 / piece.length()), _ -> null).html())
                    .isNotNull();
        }
    }

    private static String tagsOf(String html) {
        var tags = new StringBuilder();
        int at = html.indexOf('<');
        while (at >= 0) {
            int end = html.indexOf('>', at);
            tags.append(html, at, end < 0 ? html.length() : end + 1);
            at = end < 0 ? -1 : html.indexOf('<', end);
        }
        return tags.toString().toLowerCase(Locale.ROOT).replaceAll(" title=\"[^\"]*\"", "");
    }

    private static List<String> payloads() {
        var all = new ArrayList<String>();
        for (String element :
                List.of(
                        "script",
                        "style",
                        "svg",
                        "math",
                        "form",
                        "iframe",
                        "object",
                        "embed",
                        "noscript",
                        "template",
                        "textarea",
                        "title",
                        "xmp",
                        "plaintext",
                        "select",
                        "video",
                        "audio",
                        "applet",
                        "frameset",
                        "button",
                        "marquee",
                        "portal",
                        "body",
                        "head")) {
            all.add("<" + element + " onload=alert(1) src=//evil>alert(1)</" + element + ">");
            all.add(
                    "<"
                            + element.toUpperCase(Locale.ROOT)
                            + "/onerror=alert(1)><img src=x onerror=alert(1)>");
        }
        all.addAll(
                List.of(
                        "<img src=x onerror=alert(1)>",
                        "<img src=`javascript:alert(1)`>",
                        "<img src=\"jav\tascript:alert(1)\">",
                        "<img srcset=\"http://evil/a 1x\">",
                        "<img src=data:image/svg+xml;base64,PHN2Zz4=>",
                        "<img src=\"data:text/html,<script>alert(1)</script>\">",
                        "<a href=javascript:alert(1)>x</a>",
                        "<a href=\"&#106;avascript:alert(1)\">x</a>",
                        "<a href=\"java\nscript:alert(1)\">x</a>",
                        "<a href=\" javascript:alert(1)\">x</a>",
                        "<a href=vbscript:x>x</a>",
                        "<a href=data:text/html;base64,PHNjcmlwdD4=>x</a>",
                        "<a href=//evil id=x class=y name=z>x</a>",
                        "<a href=cid:x>x</a>",
                        "<p style=\"background:url(javascript:alert(1))\">x</p>",
                        "<p style=\"background-image:url(http://evil/x)\">x</p>",
                        "<p style=\"width:expression(alert(1))\">x</p>",
                        "<p style=\"behavior:url(x)\">x</p>",
                        "<p style=\"position:fixed;top:0;left:0;width:100%\">x</p>",
                        "<p style=\"@import 'http://evil'\">x</p>",
                        "<p style=\"color:\\65xpression(1)\">x</p>",
                        "<p style=\"list-style:url(http://evil)\">x</p>",
                        "<table background=http://evil><tr><td>x",
                        "<td background=\"javascript:x\">",
                        "<meta http-equiv=refresh content=\"0;url=http://evil\">",
                        "<base href=http://evil>",
                        "<link rel=stylesheet href=http://evil>",
                        "<!--[if IE]><script>x</script><![endif]-->",
                        "<!--><script>alert(1)</script>",
                        "<![CDATA[<script>alert(1)</script>]]>",
                        "<?xml-stylesheet href=x?>",
                        "<scr<script>ipt>alert(1)</script>",
                        "<<script>alert(1)//<</script>",
                        "<script\u0000>alert(1)</script>",
                        "<svg><style><img src=x onerror=alert(1)></style></svg>",
                        "<math><mi><style><img src=x onerror=x>",
                        "<noscript><p title=\"</noscript><img src=x onerror=x>\">",
                        "<form action=http://evil><input name=a><button formaction=javascript:x>x</button></form>",
                        "<b onmouseover=alert(1)>x</b>",
                        "<b/onclick=alert(1)>x",
                        "<div draggable ondragstart=x>x</div>",
                        "<p title=\"\"onclick=x>",
                        "<a href=\"http://ok\" ping=http://evil>x</a>",
                        "<blockquote cite=javascript:x>x</blockquote>",
                        "<img lowsrc=http://evil dynsrc=http://evil>",
                        "<img src=http://evil/a.png>",
                        "<img src=//evil/a.png>",
                        "<img src=/relative.png>",
                        "<img data-kept-src=javascript:x src=cid:x>",
                        "<img src=ftp://evil>",
                        "<img src=file:///etc/passwd>",
                        "<img src=\"http://evil/\" onload=x>",
                        "<font face=\"a\" color=\"expression(x)\">x</font>",
                        "<div id=x class=y>x</div>"));
        return all;
    }
}
