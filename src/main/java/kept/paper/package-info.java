/// Pages that go on paper: turns a page of ours into a PDF, without asking the network or the disk for anything.
@NullMarked
@ApplicationModule(
        displayName = "Paper",
        allowedDependencies = {"kernel"})
package kept.paper;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
