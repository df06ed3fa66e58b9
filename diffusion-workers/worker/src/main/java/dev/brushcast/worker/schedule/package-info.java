/** Which frames of a chunk are rendered, in how many steps and by when. Pure but for {@link dev.brushcast.worker.schedule.LoadBoard}. */
package dev.brushcast.worker.schedule;
