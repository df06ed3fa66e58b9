/** One class for each subcommand. */
package dev.brushcast.compose.cli.command;
