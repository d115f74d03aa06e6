@NullMarked
package kept.paper;

import org.jspecify.annotations.NullMarked;
