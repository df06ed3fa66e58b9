/** Where a model runs: which execution providers really load, and how a session is told. */
@NullMarked
package dev.brushcast.engine.onnx.device;

import org.jspecify.annotations.NullMarked;
