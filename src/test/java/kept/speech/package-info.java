@NullMarked
package kept.speech;

import org.jspecify.annotations.NullMarked;
