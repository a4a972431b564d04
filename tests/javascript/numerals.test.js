// That these are Python's numbers, over many values, is held by tests/test_numerals.py.

import assert from "node:assert/strict";
import { test } from "node:test";

import { short } from "../../interface/live_chart/frontend/numerals.js";

test("a number is written with the digits that matter and no more", () => {
  assert.equal(short(0.0005), "0.0005");
  assert.equal(short(-1234.5), "−1230");
  assert.equal(short(2.1e-5), "2.1·10⁻⁵");
  assert.equal(short(1e-12), "10⁻¹²");
  assert.equal(short(1e6), "10⁶");
  assert.equal(short(0.123456, 4), "0.1235");
  assert.equal(short(-0), "0");
});

test("a tie goes to the even digit", () => {
  assert.equal(short(0.125, 2), "0.12");
  assert.equal(short(0.375, 2), "0.38");
  assert.equal(short(-2.5, 1), "−2");
});

test("what is not finite has a name", () => {
  assert.deepEqual(
    [NaN, Infinity, -Infinity].map((value) => short(value)),
    ["nan", "inf", "−inf"],
  );
});
