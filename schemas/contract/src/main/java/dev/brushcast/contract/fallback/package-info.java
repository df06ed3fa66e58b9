/** What is shown of a stream whose model gives nothing. */
package dev.brushcast.contract.fallback;
