@NullMarked
package kept.menus;

import org.jspecify.annotations.NullMarked;
