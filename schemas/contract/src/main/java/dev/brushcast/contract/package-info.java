/** What the services agree on: the topics, the records on them and the times those records carry. */
package dev.brushcast.contract;
