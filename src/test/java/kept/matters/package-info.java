@NullMarked
package kept.matters;

import org.jspecify.annotations.NullMarked;
