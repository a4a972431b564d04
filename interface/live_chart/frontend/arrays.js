// @ts-check
// Plotly's typed arrays as they travel: {dtype, bdata, shape?} -> typed array, rows of them with a shape.

/** @import { SentView } from "../message" */
/** @import { Column, Packed, SentTrace, Trace } from "../types" */

/** @type {Record<string, new (buffer: ArrayBuffer) => Exclude<Column, number[]>>} */
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

/**
 * @param {Column | Packed} value
 * @returns {Column | Column[]}
 */
export function decode(value) {
  if (!("bdata" in value)) return value;
  const bytes = Uint8Array.from(atob(value.bdata), (letter) => letter.charCodeAt(0));
  const flat = new TYPES[value.dtype](bytes.buffer);
  if (!value.shape) return flat;
  const [rows, columns] = String(value.shape).split(",").map(Number);
  return Array.from({ length: rows }, (_, row) => flat.subarray(row * columns, (row + 1) * columns));
}

/**
 * @param {SentTrace} trace
 * @returns {Trace}
 */
export function decodeTrace(trace) {
  /** @type {any} */
  const decoded = { ...trace };
  for (const key of ["x", "y", "z", "customdata"]) if (decoded[key]) decoded[key] = decode(decoded[key]);
  return decoded;
}

/**
 * The views with every array in its place: one that stands in two traces travels once, and is `{like: [view, trace,
 * key]}` in the second.
 *
 * @param {SentView[]} views
 * @returns {SentView[]}
 */
export function whole(views) {
  /** @param {any} trace */
  const filled = (trace) => {
    const own = { ...trace };
    for (const key of ["x", "y", "customdata"]) {
      if (!own[key]?.like) continue;
      const [view, place, there] = own[key].like;
      own[key] = /** @type {any} */ (views[view].figure.data[place])[there];
    }
    return own;
  };
  return views.map((view) => ({ ...view, figure: { ...view.figure, data: view.figure.data.map(filled) } }));
}
