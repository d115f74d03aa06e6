@NullMarked
package kept.contacts;

import org.jspecify.annotations.NullMarked;
