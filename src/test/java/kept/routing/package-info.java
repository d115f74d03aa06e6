@NullMarked
package kept.routing;

import org.jspecify.annotations.NullMarked;
