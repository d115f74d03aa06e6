/// Pages to sign in and to choose a password.
@NullMarked
package kept.accounts.pages;

import org.jspecify.annotations.NullMarked;
