@NullMarked
package kept.database;

import org.jspecify.annotations.NullMarked;
