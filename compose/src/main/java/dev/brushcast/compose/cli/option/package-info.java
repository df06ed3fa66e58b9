/** The options of the subcommands, in the groups that they share. */
package dev.brushcast.compose.cli.option;
