/** What is said of a stream: read, checked against the rules of those who run it, and shown without its secrets. */
package dev.brushcast.compose.control.settings;
