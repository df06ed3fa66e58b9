/** Text encoders on ONNX Runtime. */
@NullMarked
package dev.brushcast.engine.onnx.text;

import org.jspecify.annotations.NullMarked;
