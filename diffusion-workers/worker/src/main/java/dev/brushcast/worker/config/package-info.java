/** What can be set about a worker. */
package dev.brushcast.worker.config;
