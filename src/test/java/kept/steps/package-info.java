@NullMarked
package kept.steps;

import org.jspecify.annotations.NullMarked;
