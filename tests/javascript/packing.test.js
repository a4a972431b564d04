import assert from "node:assert/strict";
import { test } from "node:test";

import { unpacked } from "../../interface/live_chart/frontend/packing.js";

// A message as Python packs it; tests/interface/test_packing.py has Python pack some.
function packed(said, ...arrays) {
  const bytes = (part) => Buffer.from(part.buffer ?? part);
  const filled = (part) => Buffer.concat([part, Buffer.alloc(-part.length & 7, " ")]);
  const head = filled(bytes(JSON.stringify(said)));
  const length = Buffer.alloc(8);
  length.writeUInt32LE(head.length);
  return Buffer.concat([length, head, ...arrays.map((array) => filled(bytes(array)))]);
}

test("a message without arrays is its JSON", () => {
  const said = { label: "Adam, β₂ = 0.9", rows: [1, null, "x"], none: null, at: 3, like: { at: 1, dtype: "f9" } };
  assert.deepEqual(unpacked(packed(said)), said);
});

test("an array arrives with its type and its values", () => {
  const said = { x: { dtype: "f4", at: 0, shape: [3] }, deep: [{ y: { dtype: "i2", at: 16, shape: [2] } }] };
  const { x, deep } = unpacked(packed(said, Float32Array.of(1.5, NaN, -2), Int16Array.of(-3, 7)));
  assert.deepEqual(x, Float32Array.of(1.5, NaN, -2));
  assert.deepEqual(deep, [{ y: Int16Array.of(-3, 7) }]);
});

test("an array with a shape arrives in rows", () => {
  const { z } = unpacked(packed({ z: { dtype: "f8", at: 0, shape: [2, 3] } }, Float64Array.of(1, 2, 3, 4, 5, 6)));
  assert.deepEqual(z, [Float64Array.of(1, 2, 3), Float64Array.of(4, 5, 6)]);
});

test("a message may begin anywhere in a longer stretch of bytes", () => {
  const sent = packed({ x: { dtype: "f8", at: 0, shape: [1] } }, Float64Array.of(0.25));
  const longer = new Uint8Array([1, 2, 3, ...sent, 4]);
  assert.deepEqual(unpacked(longer.subarray(3, 3 + sent.length)), { x: Float64Array.of(0.25) });
});

test("an array of nothing is one, too", () => {
  assert.deepEqual(unpacked(packed({ x: { dtype: "f4", at: 0, shape: [0] } })), { x: new Float32Array(0) });
});
