/** Transformer blocks parted over devices. */
@NullMarked
package dev.brushcast.engine.video.balance;

import org.jspecify.annotations.NullMarked;
