@NullMarked
package kept.journal;

import org.jspecify.annotations.NullMarked;
