/** The schedule of a flow-matching video model: noise levels, step lists, noising and cleaning. */
@NullMarked
package dev.brushcast.engine.video.flow;

import org.jspecify.annotations.NullMarked;
