@NullMarked
package kept.setup;

import org.jspecify.annotations.NullMarked;
