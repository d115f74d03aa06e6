package kept.mail;

import kept.kernel.EmailAddress;
import kept.web.PublicAddress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// How this house sends and gets mail. `address` is the one customers write to.
@Component
public class MailSettings {
    private final EmailAddress address;
    private final boolean named;
    private final String smtpUrl;
    private final String imapUrl;
    private final String smtpListen;
    private final String host;

    MailSettings(
            @Value("${kept.mail-address:}") String address,
            @Value("${kept.smtp-url:}") String smtpUrl,
            @Value("${kept.imap-url:}") String imapUrl,
            @Value("${kept.smtp-listen:}") String smtpListen,
            PublicAddress publicAddress) {
        this.named = !address.isBlank();
        this.host =
                publicAddress.host().contains(".") ? publicAddress.host() : "localhost.localdomain";
        this.address = EmailAddress.of(named ? address.strip() : "kept@" + host);
        this.smtpUrl = smtpUrl;
        this.imapUrl = imapUrl;
        this.smtpListen = smtpListen;
    }

    public EmailAddress address() {
        return address;
    }

    /// True once the house has said under which address it is written to.
    public boolean named() {
        return named;
    }

    public boolean sends() {
        return !smtpUrl.isBlank();
    }

    String smtpUrl() {
        return smtpUrl;
    }

    String imapUrl() {
        return imapUrl;
    }

    String smtpListen() {
        return smtpListen;
    }

    String host() {
        return host;
    }
}
