@NullMarked
package kept.reminders;

import org.jspecify.annotations.NullMarked;
