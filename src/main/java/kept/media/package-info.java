/// The sound of telephone calls: RTP (RFC 3550) in G.711, prompts, keys, recordings. It knows no signalling.
@NullMarked
@ApplicationModule(
        displayName = "Telephone media",
        allowedDependencies = {"kernel"})
package kept.media;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
