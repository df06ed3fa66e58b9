/** Styles: what may change of one, how it gets into topic {@code styles}, and what workers answer. */
package dev.brushcast.compose.control.style;
