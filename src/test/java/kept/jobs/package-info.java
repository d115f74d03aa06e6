@NullMarked
package kept.jobs;

import org.jspecify.annotations.NullMarked;
