/** How large a cluster a load takes, on paper: of measured figures and named assumptions alone. */
package dev.brushcast.compose.size;
