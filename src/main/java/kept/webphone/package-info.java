/// The browser as a telephone: its offer answered, its address proved by ICE-lite, its audio encrypted by DTLS-SRTP (RFC 8827). It
/// knows no pages and no calls.
@NullMarked
@ApplicationModule(
        displayName = "Browser telephone",
        allowedDependencies = {"kernel", "media"})
package kept.webphone;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
