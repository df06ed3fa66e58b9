/** What the whole pipeline costs beyond the model. */
package dev.brushcast.compose.bench;
