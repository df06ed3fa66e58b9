/** Everything in one process, on an embedded broker. */
package dev.brushcast.compose.local;
