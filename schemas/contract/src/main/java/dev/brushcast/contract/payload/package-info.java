/** The bytes of one frame in a chunk: the pictures' part of the contract. */
package dev.brushcast.contract.payload;
