/** The {@code brushcast} command line: the command itself, what it says when something fails, what it logs. */
package dev.brushcast.compose.cli;
