@NullMarked
package kept.recordings;

import org.jspecify.annotations.NullMarked;
