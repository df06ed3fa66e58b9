/** How much memory this process holds, and how much there is left for it. */
@NullMarked
package dev.brushcast.engine.memory;

import org.jspecify.annotations.NullMarked;
