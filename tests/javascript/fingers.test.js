import assert from "node:assert/strict";
import { test } from "node:test";

import { zoomed } from "../../interface/live_chart/frontend/fingers.js";

test("what is between two fingers stays between them", () => {
  const range = zoomed([-2, 6], 0.25, 0.75, 0.5);
  assert.deepEqual(range, [-3, 1]);
  const at = (share, [low, high]) => low + share * (high - low);
  assert.equal(at(0.25, [-2, 6]), at(0.75, range));
});

test("fingers that stay where they are zoom nothing", () => assert.deepEqual(zoomed([1, 3], 0.3, 0.3, 1), [1, 3]));
