/** The diffusion engine's front: frames in, rendered frames out, nothing of Kafka, Avro or FFmpeg. */
package dev.brushcast.engine;
