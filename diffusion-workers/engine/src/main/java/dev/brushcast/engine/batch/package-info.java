/** Which rows share the next UNet call: planners by policy, and how long a batch takes. */
@NullMarked
package dev.brushcast.engine.batch;

import org.jspecify.annotations.NullMarked;
