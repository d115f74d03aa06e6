@NullMarked
package kept.cpaas;

import org.jspecify.annotations.NullMarked;
