/** Who asks, and what he may. */
package dev.brushcast.compose.control.auth;
