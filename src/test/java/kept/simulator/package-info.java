/// Plays the whole engine on one thread over rows in memory, with a clock that is set, timers that come late, a database
/// that breaks and a program that dies, drawn from a seed; and holds what it does against its rules.
@NullMarked
package kept.simulator;

import org.jspecify.annotations.NullMarked;
