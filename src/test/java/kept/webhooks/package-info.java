@NullMarked
package kept.webhooks;

import org.jspecify.annotations.NullMarked;
