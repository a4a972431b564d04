import assert from "node:assert/strict";
import { test } from "node:test";

import { Messages, Newest } from "../../interface/live_chart/frontend/newest.js";

// Something that waits to be taken, the newest alone.
function box() {
  let waiting = null;
  const put = (thing) => (waiting = thing);
  const take = () => {
    const thing = waiting;
    waiting = null;
    return thing;
  };
  return { put, take };
}

test("what was overtaken while the way was not free is never done", () => {
  const { put, take } = box();
  const done = [];
  const newest = new Newest(take, (thing) => done.push(thing));
  for (const thing of [1, 2, 3]) {
    put(thing);
    newest.go();
  }
  assert.deepEqual(done, [1]);
  newest.ended();
  assert.deepEqual(done, [1, 3]);
  newest.ended();
  newest.ended();
  assert.deepEqual(done, [1, 3], "nothing waits any more");
});

function messages(t, lost = () => {}) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { put, take } = box();
  const sent = [];
  const made = new Messages({
    take,
    send: (thing, number) => sent.push([thing, number]),
    patience: (tries) => 100 * 2 ** tries,
    lost,
  });
  const say = (thing) => {
    put(thing);
    made.go();
  };
  return { made, say, put, sent };
}

test("one message is in flight until its own answer is here", (t) => {
  const { made, say, sent } = messages(t);
  say("a");
  say("b");
  assert.deepEqual(sent, [["a", 1]]);
  made.answered(0);
  assert.deepEqual(sent, [["a", 1]], "an older answer frees nothing");
  made.answered(1);
  assert.deepEqual(sent, [
    ["a", 1],
    ["b", 2],
  ]);
  assert.equal(made.waiting, true);
  made.answered(2);
  assert.equal(made.waiting, false);
});

test("numbers go on from what another visit of the session has counted", (t) => {
  const { made, say, sent } = messages(t);
  made.answered(7);
  say("a");
  assert.deepEqual(sent, [["a", 8]]);
});

test("what is not answered in time is lost, and the next leaves with more patience", (t) => {
  const tries = [];
  const { made, say, sent } = messages(t, (thing, count) => tries.push([thing, count]));
  say("a");
  say("b");
  t.mock.timers.tick(99);
  assert.deepEqual(sent, [["a", 1]]);
  t.mock.timers.tick(1);
  assert.deepEqual(sent, [
    ["a", 1],
    ["b", 2],
  ]);
  assert.deepEqual(tries, [["a", 1]]);
  t.mock.timers.tick(199);
  assert.equal(made.waiting, true, "twice the patience of the first");
  t.mock.timers.tick(1);
  assert.equal(made.waiting, false);
  assert.deepEqual(tries, [
    ["a", 1],
    ["b", 2],
  ]);
});

test("an answer in time ends the waiting and makes the page patient anew", (t) => {
  const lost = t.mock.fn();
  const { made, say } = messages(t, lost);
  say("a");
  made.answered(1);
  t.mock.timers.tick(10_000);
  assert.equal(lost.mock.callCount(), 0);
});
