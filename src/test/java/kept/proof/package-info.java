@NullMarked
package kept.proof;

import org.jspecify.annotations.NullMarked;
