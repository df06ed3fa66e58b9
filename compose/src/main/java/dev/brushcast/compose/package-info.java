/** Puts the services together. */
package dev.brushcast.compose;
