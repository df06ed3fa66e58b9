/** What faults are done to: brokers and services as processes of their own, a numbered source, and who watches. */
package dev.brushcast.compose.faults.stage;
