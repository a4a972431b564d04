// Plotly's typed arrays as they travel: {dtype, bdata, shape?} -> typed array, rows of them with a shape.

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

export function decode(value) {
  if (!value?.bdata) return value;
  const bytes = Uint8Array.from(atob(value.bdata), (letter) => letter.charCodeAt(0));
  const flat = new TYPES[value.dtype](bytes.buffer);
  if (!value.shape) return flat;
  const [rows, columns] = String(value.shape).split(",").map(Number);
  return Array.from({ length: rows }, (_, row) => flat.subarray(row * columns, (row + 1) * columns));
}

export function decodeTrace(trace) {
  const decoded = { ...trace };
  for (const key of ["x", "y", "z", "customdata"]) if (key in decoded) decoded[key] = decode(decoded[key]);
  return decoded;
}
