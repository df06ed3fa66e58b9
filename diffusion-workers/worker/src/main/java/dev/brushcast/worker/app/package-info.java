/** The worker as a service that is started and closed. */
package dev.brushcast.worker.app;
