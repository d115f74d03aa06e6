@NullMarked
package kept.prompts;

import org.jspecify.annotations.NullMarked;
