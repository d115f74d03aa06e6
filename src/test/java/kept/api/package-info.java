@NullMarked
package kept.api;

import org.jspecify.annotations.NullMarked;
