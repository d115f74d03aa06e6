@NullMarked
package kept.staffing;

import org.jspecify.annotations.NullMarked;
