@NullMarked
package kept.reports;

import org.jspecify.annotations.NullMarked;
