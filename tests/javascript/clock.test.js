import assert from "node:assert/strict";
import { test } from "node:test";

import { Clock } from "../../interface/live_chart/frontend/clock.js";

test("who follows hears of the step now and with every change, until it ends that", () => {
  const clock = new Clock();
  const heard = [];
  clock.set(3, true, 10);
  const end = clock.follow((step, resting) => heard.push([step, resting]));
  clock.set(4, false, 10);
  end();
  clock.set(5, true, 10);
  assert.deepEqual(heard, [
    [3, true],
    [4, false],
  ]);
  assert.deepEqual([clock.step, clock.last, clock.resting, clock.running], [5, 10, true, true]);
});

test("before the player has set it, nothing is said to run", () => {
  assert.equal(new Clock().running, false);
});
