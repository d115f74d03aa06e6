@NullMarked
package kept.metrics;

import org.jspecify.annotations.NullMarked;
