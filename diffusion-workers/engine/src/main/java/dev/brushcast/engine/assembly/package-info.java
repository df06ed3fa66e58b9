/** Puts an engine together from a model folder: the one place that knows every other package. */
@NullMarked
package dev.brushcast.engine.assembly;

import org.jspecify.annotations.NullMarked;
