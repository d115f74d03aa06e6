@NullMarked
package kept.web;

import org.jspecify.annotations.NullMarked;
