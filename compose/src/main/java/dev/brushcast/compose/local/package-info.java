/** Streams in this process: with everything that they need, on an embedded broker, or as streams of a cluster. */
package dev.brushcast.compose.local;
