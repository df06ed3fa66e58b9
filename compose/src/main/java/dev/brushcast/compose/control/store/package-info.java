/** Which streams there are to be: a view of topic {@code streams}, and changes of it of which none overwrites another. */
package dev.brushcast.compose.control.store;
