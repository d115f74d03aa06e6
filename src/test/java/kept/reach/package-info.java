@NullMarked
package kept.reach;

import org.jspecify.annotations.NullMarked;
