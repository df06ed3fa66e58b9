/** Webhooks: events posted to whoever wants them, signed, at least once. */
package dev.brushcast.compose.control.hook;
