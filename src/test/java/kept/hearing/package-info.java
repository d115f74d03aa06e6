@NullMarked
package kept.hearing;

import org.jspecify.annotations.NullMarked;
