/** The {@code brushcast} command: puts the services together. */
package dev.brushcast.compose;
