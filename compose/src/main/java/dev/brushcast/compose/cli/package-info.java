/** One class for each subcommand, and the options that they share. */
package dev.brushcast.compose.cli;
