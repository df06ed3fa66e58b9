/** Streams through a video model: the threads that encode, denoise and decode, and what goes from one to the next. */
@NullMarked
package dev.brushcast.engine.video.pipeline;

import org.jspecify.annotations.NullMarked;
