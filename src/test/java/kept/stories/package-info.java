@NullMarked
package kept.stories;

import org.jspecify.annotations.NullMarked;
