@NullMarked
package kept.customers;

import org.jspecify.annotations.NullMarked;
