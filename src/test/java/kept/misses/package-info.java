@NullMarked
package kept.misses;

import org.jspecify.annotations.NullMarked;
