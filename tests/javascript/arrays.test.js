import assert from "node:assert/strict";
import { test } from "node:test";

import { decode, decodeTrace, whole } from "../../interface/live_chart/frontend/arrays.js";

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

test("an array that travelled once stands in both traces", () => {
  const norm = packed(Float32Array.of(1, 2), "f4");
  const view = (name, ...data) => ({ name, kind: "steps", words: "", figure: { data, layout: {} } });
  const sent = [
    view("map", { uid: "a", y: [1], customdata: norm }),
    view("curves", { uid: "b", y: { like: [0, 0, "customdata"] } }),
  ];
  const [map, curves] = whole(sent);
  assert.deepEqual(map, sent[0]);
  assert.deepEqual(curves.figure.data, [{ uid: "b", y: norm }]);
  assert.deepEqual(sent[1].figure.data[0].y, { like: [0, 0, "customdata"] }, "the message itself stays");
});
