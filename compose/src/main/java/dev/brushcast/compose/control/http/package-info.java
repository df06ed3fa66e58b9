/** The control API over HTTP: routes, their requests and answers, and problems as RFC 9457 has them. */
package dev.brushcast.compose.control.http;
