import assert from "node:assert/strict";
import { test } from "node:test";

import { decode, decodeTrace } from "../../interface/live_chart/frontend/arrays.js";

const packed = (array, dtype, shape) => ({ dtype, bdata: Buffer.from(array.buffer).toString("base64"), shape });

test("an array arrives with its type and its values", () => {
  assert.deepEqual(decode(packed(Float32Array.of(1.5, NaN, -2), "f4")), Float32Array.of(1.5, NaN, -2));
  assert.deepEqual(decode(packed(Int16Array.of(-3, 7), "i2")), Int16Array.of(-3, 7));
});

test("an array with a shape arrives in rows", () => {
  const rows = decode(packed(Float64Array.of(1, 2, 3, 4, 5, 6), "f8", "2, 3"));
  assert.deepEqual(rows, [Float64Array.of(1, 2, 3), Float64Array.of(4, 5, 6)]);
});

test("a list is one already, and of a trace only its arrays are decoded", () => {
  assert.deepEqual(decode([1, 2]), [1, 2]);
  const trace = { uid: "a", line: { color: "red" }, y: packed(Float64Array.of(4), "f8") };
  assert.deepEqual(decodeTrace(trace), { ...trace, y: Float64Array.of(4) });
  assert.equal(typeof trace.y.bdata, "string", "the message itself stays");
});
