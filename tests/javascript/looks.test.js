import assert from "node:assert/strict";
import { test } from "node:test";

import { lookAt } from "../../interface/live_chart/frontend/looks.js";

test("a step shows the last look at or before it", () => {
  const at = Int32Array.of(0, 5, 10, 15, 16);
  for (let step = 0; step <= 30; step++) {
    const wanted = at.findLastIndex((look) => look <= step);
    assert.equal(lookAt(at, step), wanted, `step ${step}`);
  }
});

test("a single look is shown at every step", () => {
  assert.equal(lookAt([0], 0), 0);
  assert.equal(lookAt([0], 7), 0);
});
