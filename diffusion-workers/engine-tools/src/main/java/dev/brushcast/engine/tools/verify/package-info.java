/** Runs recorded cases of the reference program through the engine's own classes and says how far they are apart. */
@NullMarked
package dev.brushcast.engine.tools.verify;

import org.jspecify.annotations.NullMarked;
