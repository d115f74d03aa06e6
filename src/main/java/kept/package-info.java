/// Kept: customer service that keeps its word. Each package below is a module; arrows between them point down only.
@NullMarked
package kept;

import org.jspecify.annotations.NullMarked;
