/** Counting what services do and what they leave out. */
package dev.brushcast.kit.metrics;
