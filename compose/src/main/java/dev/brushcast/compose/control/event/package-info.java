/** What happened to streams: told as it happens, and looked up afterwards. */
package dev.brushcast.compose.control.event;
