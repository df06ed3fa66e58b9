/** The broker that integration tests run on. */
package dev.brushcast.kafkaundertest;
