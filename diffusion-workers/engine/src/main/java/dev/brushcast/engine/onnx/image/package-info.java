/** The networks of an image diffusion model on ONNX Runtime: autoencoder, UNet, safety checker. */
@NullMarked
package dev.brushcast.engine.onnx.image;

import org.jspecify.annotations.NullMarked;
