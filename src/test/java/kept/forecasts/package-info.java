@NullMarked
package kept.forecasts;

import org.jspecify.annotations.NullMarked;
