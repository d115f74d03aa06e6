@NullMarked
package kept.makegood;

import org.jspecify.annotations.NullMarked;
