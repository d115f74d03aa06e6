@NullMarked
package kept.teams;

import org.jspecify.annotations.NullMarked;
