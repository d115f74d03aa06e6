@NullMarked
package kept.asterisk;

import org.jspecify.annotations.NullMarked;
