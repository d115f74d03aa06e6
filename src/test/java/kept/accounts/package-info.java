@NullMarked
package kept.accounts;

import org.jspecify.annotations.NullMarked;
