@NullMarked
package kept.sheets;

import org.jspecify.annotations.NullMarked;
