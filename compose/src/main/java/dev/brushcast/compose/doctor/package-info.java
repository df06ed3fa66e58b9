/** Whether this machine has what Brushcast needs. */
package dev.brushcast.compose.doctor;
