// @ts-check
// A message as it travels, `packed` in packing.py: the length of its JSON, the JSON, and after it the arrays' own bytes.

/** @import { Column } from "../types" */

/** @type {Record<string, new (buffer: ArrayBuffer, at: number, length: number) => Exclude<Column, number[]>>} */
const TYPES = {
  f8: Float64Array,
  f4: Float32Array,
  i4: Int32Array,
  i2: Int16Array,
  i1: Int8Array,
  u4: Uint32Array,
  u2: Uint16Array,
  u1: Uint8Array,
};
const FIRST = 8; // bytes of the length

/**
 * The message, with every array in its place; one that stands there twice is the same.
 *
 * @param {Uint8Array} bytes
 * @returns {any}
 */
export function unpacked(bytes) {
  const { buffer } = new Uint8Array(bytes); // of its own, so that arrays begin where they may
  const length = new DataView(buffer).getUint32(0, true);
  const said = new TextDecoder().decode(new Uint8Array(buffer, FIRST, length));
  return JSON.parse(said, (_, value) => {
    if (typeof value?.at !== "number" || !(value.dtype in TYPES)) return value;
    const [rows, columns] = value.shape;
    const flat = new TYPES[value.dtype](buffer, FIRST + length + value.at, rows * (columns ?? 1));
    if (columns === undefined) return flat;
    return Array.from({ length: rows }, (_, row) => flat.subarray(row * columns, (row + 1) * columns));
  });
}
