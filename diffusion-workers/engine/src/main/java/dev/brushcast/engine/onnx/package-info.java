/** The model ports on ONNX Runtime, the only package that knows it. */
@NullMarked
package dev.brushcast.engine.onnx;

import org.jspecify.annotations.NullMarked;
