/** What the whole pipeline costs beyond the model, and what brokers carry. */
package dev.brushcast.compose.bench;
