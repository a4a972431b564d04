// @ts-check
// The playback as a short video, recorded by the browser itself.

import { picture } from "./picture.js";
import { drawnAs } from "./saving.js";

/** @import { LiveChart } from "./chart.js" */

const MOST = 60; // pictures
const PACE = 120; // milliseconds for each, at least; recording takes as long as it plays
const LAST = 1200; // and for the last one
const KINDS = ["video/webm;codecs=vp9", "video/webm", "video/mp4"];
const QUALITY = 8e6; // bits a second

// What this browser records; nothing where it records no pictures.
export function recorded() {
  if (!("MediaRecorder" in window) || !("captureStream" in HTMLCanvasElement.prototype)) return "";
  return KINDS.find((kind) => MediaRecorder.isTypeSupported(kind)) ?? "";
}

/**
 * Play from the start to the end and record what is on the screen. A reader who moves the player meanwhile ends it:
 * then there is no video.
 *
 * @param {LiveChart} chart
 * @param {(step: number) => { title: string, caption: string }} words those around each picture
 * @param {(share: number) => void} progress
 * @returns {Promise<Blob | null>}
 */
export async function film(chart, words, progress) {
  const { clock } = chart.visit;
  const { step: before, last, resting } = clock;
  const steps = [...new Set(Array.from({ length: MOST + 1 }, (_, index) => Math.round((index / MOST) * last)))];
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  /** @type {Blob[]} */
  const parts = [];
  /** @type {MediaRecorder | null} */
  let recorder = null;
  let isOurs = true;
  try {
    for (const [index, step] of steps.entries()) {
      const due = performance.now() + (step === last ? LAST : PACE);
      clock.set(step, false, last);
      const image = await drawnAs(await picture(chart.root, words(step)), 1);
      if (!recorder) {
        // Codecs want even numbers.
        Object.assign(canvas, { width: image.width & ~1, height: image.height & ~1 });
        recorder = new MediaRecorder(canvas.captureStream(), { mimeType: recorded(), videoBitsPerSecond: QUALITY });
        recorder.ondataavailable = ({ data }) => parts.push(data);
        context?.drawImage(image, 0, 0);
        recorder.start();
      }
      context?.drawImage(image, 0, 0);
      progress((index + 1) / steps.length);
      await new Promise((resolve) => setTimeout(resolve, Math.max(due - performance.now(), 0)));
      isOurs = clock.step === step && clock.last === last;
      if (!isOurs) return null;
    }
    const ended = new Promise((resolve) => recorder && (recorder.onstop = resolve));
    recorder?.stop();
    await ended;
    return new Blob(parts, { type: recorder?.mimeType });
  } finally {
    if (recorder?.state === "recording") recorder.stop();
    if (isOurs) clock.set(before, resting, last);
  }
}
