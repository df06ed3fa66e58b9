/** One rising timeline out of the times that sources give; pure. */
package dev.brushcast.media.time;
