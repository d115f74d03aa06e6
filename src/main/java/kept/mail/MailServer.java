package kept.mail;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Where a mail server is and who we are there, read from a URL such as `imaps://user:password@host:993/INBOX` or
/// `smtp://host`; user and password are percent-decoded, both empty if none are given.
record MailServer(
        String scheme, String user, String password, String host, int port, String folder) {

    /// @throws IllegalArgumentException with a sentence for the person who wrote the setting; it never repeats the password
    static MailServer parse(String url, String setting) {
        URI uri;
        try {
            uri = URI.create(url.strip());
        } catch (IllegalArgumentException _) {
            throw wrong(setting, "is not a URL; percent-encode special characters in the password");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        int port =
                switch (scheme) {
                    case "imap" -> 143;
                    case "imaps" -> 993;
                    case "smtp" -> 25;
                    case "smtps" -> 465;
                    default ->
                            throw wrong(
                                    setting,
                                    "must begin with imaps://, imap://, smtps:// or smtp://");
                };
        if (uri.getHost() == null) {
            throw wrong(
                    setting,
                    "names no host; percent-encode special characters in user and password");
        }
        String info = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        int colon = info.indexOf(':');
        String host =
                uri.getHost().startsWith("[")
                        ? uri.getHost().substring(1, uri.getHost().length() - 1)
                        : uri.getHost();
        String folder =
                uri.getPath() == null || uri.getPath().length() <= 1
                        ? "INBOX"
                        : uri.getPath().substring(1);
        return new MailServer(
                scheme,
                decoded(colon < 0 ? info : info.substring(0, colon)),
                decoded(colon < 0 ? "" : info.substring(colon + 1)),
                host,
                uri.getPort() > 0 ? uri.getPort() : port,
                folder);
    }

    boolean encrypted() {
        return scheme.endsWith("s");
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException wrong(String setting, String sentence) {
        return new IllegalArgumentException(setting + " " + sentence + ".");
    }
}
