@NullMarked
package kept.outbox;

import org.jspecify.annotations.NullMarked;
