@NullMarked
package kept.desk;

import org.jspecify.annotations.NullMarked;
