/** The native libraries that jars carry, unpacked once for all runs. */
package dev.brushcast.compose.natives;
