/** How much noise a chunk of moving pictures gets. */
@NullMarked
package dev.brushcast.engine.video.motion;

import org.jspecify.annotations.NullMarked;
