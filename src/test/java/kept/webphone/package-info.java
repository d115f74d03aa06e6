@NullMarked
package kept.webphone;

import org.jspecify.annotations.NullMarked;
