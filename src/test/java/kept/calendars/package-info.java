@NullMarked
package kept.calendars;

import org.jspecify.annotations.NullMarked;
