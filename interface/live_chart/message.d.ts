// Written by docs/make_message_types.py from interface/live_chart/message.py.

import type { Figure, Palette, Trace } from "./types";

export type Kind = "plane" | "examples" | "steps" | "grid" | "space" | "picture" | "regions" | "tiles" | "spread";

export interface Address {
  query: Record<string, string>;
  edition: number;
}

export interface SentView {
  name: string;
  kind: "plane" | "examples" | "steps" | "grid" | "space" | "picture" | "regions" | "tiles" | "spread";
  figure: Figure;
  words: string;
}

export interface Row {
  name: string;
  label: string;
  sentence: string;
  meaning: string;
  token: string;
  dash: string;
  hidden: boolean;
}

export interface Seek {
  number: number;
  step: number;
  play: boolean;
}

export interface Welcome {
  words: string;
  lesson: string;
  title: string;
}

export interface Line {
  token: string;
  path: string;
}

export interface Card {
  key: string;
  title: string;
  question: string;
  minutes: number;
  lines: Line[];
}

export interface Code {
  link: string;
  size: number;
  path: string;
}

export interface Saved {
  name: string;
  title: string;
  caption: string;
}

export interface ChartMessage {
  ground: string;
  hint: string;
  views: SentView[];
  rows: Row[];
  steps: number;
  start: [number, number] | null;
  domain: [[number, number], [number, number]] | null;
  seek: Seek;
  acknowledged: number;
  placed: number;
  address: Address;
  lesson: "" | "predicting" | "revealed";
  answers: number;
  welcome: Welcome | null;
  present: boolean;
  code: Code | null;
  gallery: Card[] | null;
  greeted: number;
  saved: Saved;
  without: string[];
}

export interface GroundMessage {
  id: string;
  trace: Trace | null;
  around: Trace | null;
  palettes: Record<string, Palette>;
}

export interface SentVector {
  label: string;
  title: string;
  token: string;
  lines: string[];
  sign: number;
}

export interface AnatomyMessage {
  number: number;
  run: string;
  views: SentView[];
  arrows: SentVector[] | null;
}

export interface ReportsMessage {
  step: number;
  answered: number;
  address: Address;
}

export interface PreviewMessage {
  answered: number;
  chart: ChartMessage | null;
  ground: GroundMessage | null;
}

export interface Preview {
  held: string;
  text: string;
  number: number;
}

export interface Start {
  x: number;
  y: number;
  sequence: number;
}

export interface Placing {
  text: string;
  sequence: number;
}

export interface Hiding {
  hidden: string[];
}

export interface Presenting {
  on: boolean;
}

export interface Opening {
  lesson: string;
}

export interface Asking {
  link: string;
}

export interface Pressed {
  trace: string;
  index: number[];
}

export interface Hello {
  number: number;
  query: Record<string, string>;
}

export interface Report {
  step: number;
  last: number;
  number: number;
}
