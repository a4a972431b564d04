import assert from "node:assert/strict";
import { test } from "node:test";

import { arrow, niceScale } from "../../interface/live_chart/frontend/arrows.js";
import { isSame } from "../../interface/live_chart/frontend/graph.js";
import { spread } from "../../interface/live_chart/frontend/heads.js";
import { dashesUpTo, vertices } from "../../interface/live_chart/frontend/paths.js";
import { placeOn, stretch } from "../../interface/live_chart/frontend/plane.js";
import { valueAt } from "../../interface/live_chart/frontend/steps.js";
import { isOf } from "../../interface/live_chart/frontend/views.js";
import { paint } from "../../interface/live_chart/frontend/theme.js";

const frame = { pixel: (x, y) => [10 * x, -10 * y] };

test("a path goes through all of its points, and knows how long it is up to each", () => {
  const { vertices: commands, lengths } = vertices([0, 3, 3], [0, 4, 4], frame);
  assert.deepEqual(commands, ["M0.00,0.00", "L30.00,-40.00", "L30.00,-40.00"]);
  assert.deepEqual(lengths, [0, 50, 50]);
});

test("a path ends where there is no place, and where a browser could not draw on", () => {
  assert.equal(vertices([0, 1, NaN, 2], [0, 1, 1, 2], frame).vertices.length, 2);
  const far = vertices([0, 1e9, 0], [0, 0, 0], frame);
  assert.deepEqual(far.vertices, ["M0.00,0.00", "L1000000.00,0.00"]);
});

const drawn = (pattern) =>
  pattern
    .split(" ")
    .map(parseFloat)
    .filter((_, i) => i % 2 === 0)
    .reduce((a, b) => a + b);

test("a dash pattern draws so many pixels and then nothing", () => {
  assert.equal(dashesUpTo(25, ""), "25px 1e7px");
  for (const length of [0, 1, 5, 9, 10, 24.5, 1000]) {
    const pattern = dashesUpTo(length, "6px, 4px");
    const parts = pattern.split(" ").map(parseFloat);
    assert.equal(parts.length % 2, 0, "it ends in a gap");
    assert.equal(parts.at(-1), 1e7);
    assert.ok(Math.abs(parts.slice(0, -1).reduce((a, b) => a + b, 0) - length) < 1e-9, pattern);
    assert.ok(drawn(pattern) <= length + 1e-9);
  }
});

test("names keep apart from each other and above the floor", () => {
  const labels = [50, 52, 51, 99, 98].map((top) => ({ top }));
  spread(labels, 100);
  const tops = labels.map(({ top }) => top);
  assert.ok(
    tops.every((top, i) => i === 0 || top - tops[i - 1] >= 15),
    String(tops),
  );
  assert.ok(tops.at(-1) <= 100);
});

test("an arrow's scale is 1, 2 or 5 times a power of ten, and keeps the longest in its length", () => {
  for (const longest of [0.001, 0.7, 1, 13.9, 14, 35, 69, 70, 71, 1e6]) {
    const scale = niceScale(longest);
    assert.ok(["1", "2", "5"].includes(scale.toExponential(0)[0]), String(scale));
    assert.ok(longest * scale <= 70 * (1 + 1e-9), `${longest} ${scale}`);
    assert.ok(longest * scale > 70 / 2.6, "and no shorter than it need be");
  }
  assert.equal(niceScale(0), null);
  assert.equal(niceScale(Infinity), null);
  assert.equal(niceScale(NaN), null);
  assert.equal(niceScale(-Infinity), null, "the longest of none");
});

test("an arrow ends where its vector does, and a speck is none", () => {
  assert.match(arrow([1, 2], [30, 40]), /^M1,2L.*M31,42L.*Z$/);
  assert.equal(arrow([0, 0], [0.1, 0.1]), "");
});

test("a row tells a point, a value once there is one, and what is not finite", () => {
  assert.equal(placeOn({ x: [0, 0.5], y: [1, -2] }, 1), "(0.5, −2)");
  assert.equal(placeOn({ x: [0, NaN], y: [1, 1] }, 1), "no position");
  assert.equal(placeOn({ y: [1] }, 0), "no position");
  assert.equal(valueAt("f", [NaN, NaN, 0.0005], 1), "");
  assert.equal(valueAt("f", [NaN, NaN, 0.0005], 2), "f = 0.0005");
  assert.equal(valueAt("f", [1, NaN], 1), "f = not finite");
});

test("a box holds a path up to its first point that is nowhere", () => {
  const range = [0, 1];
  stretch(range, [0.5, 3, NaN, 99]);
  assert.deepEqual(range, [0, 3]);
});

test("two views are the same up to rounding, and a third axis counts", () => {
  const view = { x: [0, 1], y: [0, 2], y2: [0, 3] };
  assert.ok(isSame(view, { x: [0, 1 + 1e-12], y: [0, 2], y2: [0, 3] }));
  assert.ok(!isSame(view, { x: [0, 1.1], y: [0, 2], y2: [0, 3] }));
  assert.ok(!isSame(view, { x: [0, 1], y: [0, 2], y2: [0, 4] }));
  assert.ok(isSame({ x: [0, 1], y: [0, 2] }, view));
});

test("a graph is a view's while name and kind stay", () => {
  const graph = { holder: { dataset: { view: "map", kind: "plane" } } };
  assert.ok(isOf(graph, { name: "map", kind: "plane" }));
  assert.ok(!isOf(graph, { name: "map", kind: "steps" }));
  assert.ok(!isOf(graph, { name: "curves", kind: "plane" }));
});

test("tokens become a theme's colours, also in lists and where nothing stood", () => {
  const part = {
    meta: { paint: { "line.color": "ink", "annotations[1].font.color": "muted" } },
    annotations: [{}, {}],
  };
  const painted = paint(part, { ink: "black", muted: "grey" });
  assert.equal(painted.line.color, "black");
  assert.equal(painted.annotations[1].font.color, "grey");
});
