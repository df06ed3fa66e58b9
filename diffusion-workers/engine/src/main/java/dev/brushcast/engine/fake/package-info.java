/** An engine without a model, for tests of scheduling and for sizing a fleet: it takes time as a model would, and says that it is none. */
@NullMarked
package dev.brushcast.engine.fake;

import org.jspecify.annotations.NullMarked;
