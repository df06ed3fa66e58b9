/** The page from which streams are run: its files, and what browsers may do with them. */
package dev.brushcast.compose.control.page;
