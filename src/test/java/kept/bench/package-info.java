/// The benches behind `./kept bench`; see bench/README.md.
@NullMarked
package kept.bench;

import org.jspecify.annotations.NullMarked;
