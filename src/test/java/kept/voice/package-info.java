@NullMarked
package kept.voice;

import org.jspecify.annotations.NullMarked;
