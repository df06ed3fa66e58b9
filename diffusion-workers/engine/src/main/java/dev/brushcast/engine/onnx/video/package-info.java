/** Video models on ONNX Runtime. */
@NullMarked
package dev.brushcast.engine.onnx.video;

import org.jspecify.annotations.NullMarked;
