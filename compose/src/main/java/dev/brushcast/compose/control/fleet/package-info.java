/** Where new streams go, and which are too many: by what workers tell of themselves. Pure but for {@link dev.brushcast.compose.control.fleet.FleetDesk}. */
package dev.brushcast.compose.control.fleet;
