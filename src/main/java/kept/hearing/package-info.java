/// Which of our own prompts is heard in a telephone line, told by its spectrum. It knows no words and no calls.
@NullMarked
@ApplicationModule(
        displayName = "Hearing",
        allowedDependencies = {"media"})
package kept.hearing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
