@NullMarked
package kept.demo;

import org.jspecify.annotations.NullMarked;
