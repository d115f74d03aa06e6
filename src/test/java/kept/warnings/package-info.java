@NullMarked
package kept.warnings;

import org.jspecify.annotations.NullMarked;
