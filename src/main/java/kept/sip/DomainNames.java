package kept.sip;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The SIP domains that a certificate names (RFC 5922 section 7.1): `sip:` addresses without a user; where there are none, DNS names;
/// where there is nothing of all that, its common name. Addresses of machines count as they are written. There are no wildcards.
final class DomainNames {
    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int ADDRESS = 7;
    private static final Pattern SIP =
            Pattern.compile("sips?:([A-Za-z0-9.-]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)CN=([A-Za-z0-9.-]+)(?:,|$)");

    private DomainNames() {}

    static Set<String> in(X509Certificate certificate) {
        Collection<List<?>> alternatives = alternatives(certificate);
        var domains = new TreeSet<String>();
        alternatives.stream()
                .filter(each -> each.getFirst().equals(URI))
                .map(each -> SIP.matcher(String.valueOf(each.get(1))))
                .filter(Matcher::matches)
                .forEach(sip -> domains.add(plain(sip.group(1))));
        if (domains.isEmpty()) {
            add(domains, alternatives, DNS);
        }
        add(domains, alternatives, ADDRESS);
        Matcher name = COMMON_NAME.matcher(certificate.getSubjectX500Principal().getName());
        if (alternatives.isEmpty() && name.find()) {
            domains.add(plain(name.group(1)));
        }
        return domains;
    }

    /// A domain as it is compared: in lower case, without brackets and last dot.
    static String plain(String domain) {
        return domain.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$|\\.$", "");
    }

    /// Whether it is the address of a machine rather than a name.
    static boolean literal(String host) {
        return plain(host).matches("[0-9.]+|[0-9a-f.]*:[0-9a-f:.]*");
    }

    private static void add(Set<String> domains, Collection<List<?>> alternatives, int kind) {
        alternatives.stream()
                .filter(each -> each.getFirst().equals(kind))
                .forEach(each -> domains.add(plain(String.valueOf(each.get(1)))));
    }

    private static Collection<List<?>> alternatives(X509Certificate certificate) {
        try {
            Collection<List<?>> found = certificate.getSubjectAlternativeNames();
            return found == null ? List.of() : found;
        } catch (CertificateParsingException _) {
            return List.of(List.of(DNS, ""));
        }
    }
}
