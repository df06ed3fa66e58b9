/** What failures are to a person at a terminal. */
package dev.brushcast.compose.cli.failure;
