/// What strangers send, changed at random by the million; see bench/README.md.
@NullMarked
package kept.fuzz;

import org.jspecify.annotations.NullMarked;
