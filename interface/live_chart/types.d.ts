// What Plotly gets, and what the page makes of the messages of `message.d.ts`. For the type checker alone: no
// browser gets this file.

export type Point = [number, number];
export type Range = [number, number];
export type Column = number[] | Float64Array | Float32Array | Int32Array | Int16Array | Int8Array | Uint32Array | Uint16Array | Uint8Array;

/** Of a trace, a layout or a part of one: which token colours which of its attributes. */
export interface Paint {
  paint?: Record<string, string>;
}

/** `run` and `time` belong to a trace that the player moves: a path on a plane, a pale one under it, or a line over x, the step, of
 * which `reads` says what the run's row calls its value. */
/** A `walk` is a path in space, and a `place` is where it is at the player's step. `looks` are a line's values at some
 * of the steps, its x. */
export interface Meta extends Paint {
  run?: string;
  batch?: number; // of examples: how many bytes of `customdata` say which of them a step sees
  time?: "path" | "pale" | "x" | "looks" | "walk" | "place";
  reads?: string;
  words?: string[]; // for the numbers of `text`
  picks?: boolean; // whether a press on a point of it means something
  grid?: Grid; // of `customdata`,
  bins?: Bins; // or its histograms
}

interface Line {
  uid: string;
  name?: string;
  mode?: string;
  yaxis?: string;
  line: { color: string; width?: number; dash?: string };
  marker: { size: number; colorscale?: [number, string][] };
  meta?: Meta;
}

export interface Trace extends Line {
  x?: Column;
  y: Column;
  z?: Column | Column[];
  customdata?: Column | Column[];
  text?: ArrayLike<number | string>[]; // codes of `meta.words`, which take their place
  colorbar?: object;
  contours?: { start: number; end: number; size: number };
  colorscale?: [number, string][];
  opacity?: number;
  dots?: number; // the size of a path's dots, which the page draws itself
}

/** How sure a network is of one of two classes on a grid of `size` points in a `box`, at the looks of those steps. */
export interface Grid {
  at: number[];
  size: [number, number];
  box: [number, number, number, number];
}

/** Between which values a histogram's bins lie, and the steps of the looks that there is one of. */
export interface Bins {
  at: number[];
  edges: number[];
}

/** `count` pictures of `side` by `side` pixels, one after the other: images, each with its label and, look by look,
 * what a run takes it for; or, without labels, weights from −127 to 127, all pictures anew for every look. */
export interface Tiled {
  at: ArrayLike<number>;
  side: number;
  count: number;
  pictures: ArrayLike<number>;
  labels: ArrayLike<number> | null;
  taken: ArrayLike<number> | null;
  told: string[];
  title: string;
  label: string;
  token: string;
  chosen: [number, number] | null;
}

export interface Layout {
  margin?: Record<"l" | "r" | "t" | "b", number>;
  meta?: Paint & { model?: string; shaded?: boolean; own?: [number, number]; run?: string; tiled?: Tiled };
  uirevision?: string;
  xaxis?: { range?: Range };
  yaxis?: { range?: Range };
  yaxis2?: { range?: Range };
}

export interface Figure {
  data: Trace[];
  layout: Layout;
}

/** The bounds of a graph's axes. */
export interface Ranges {
  x: Range;
  y: Range;
  y2?: Range;
}

/** A theme's colours by token; the one of the heights is a whole scale. */
export type Palette = Record<string, any>;

export interface Theme {
  name: "light" | "dark";
  palette: Palette;
}

/** A surface's heights, their name, and the heights of what lies around the view. */
export interface Ground {
  id: string;
  trace: Trace | null;
  around: Trace | null;
}

/** One vector for every step; the step itself has no x and no y. */
export interface Vector {
  label: string;
  title: string;
  token: string;
  x?: ArrayLike<number>;
  y?: ArrayLike<number>;
}

/** What Streamlit calls a component's function with. */
export interface Component<Data> {
  parentElement: HTMLElement;
  data: Data;
  setTriggerValue(name: string, value: unknown): void;
}

/** Where the page's other files are. */
export interface Urls {
  plotly: string;
  style: string;
}
