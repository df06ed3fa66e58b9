/** What the values of a record can be, checked in one place before anything uses them. Pure. */
package dev.brushcast.contract.validation;
