// @ts-check
// An SVG as a file: its bytes, its pixels, and the letters that it brings along.

/**
 * An SVG as the bytes of a file, so many times as large.
 *
 * @param {SVGSVGElement} drawn
 * @param {"svg" | "png"} kind
 * @param {number} times
 * @returns {Promise<Blob>}
 */
export async function bytes(drawn, kind, times) {
  if (kind === "svg") return written(drawn, times);
  const canvas = await drawnAs(drawn, times);
  return new Promise((resolve, reject) =>
    canvas.toBlob((made) => (made ? resolve(made) : reject(new Error("this browser makes no PNG of it"))), "image/png"),
  );
}

// An SVG in pixels.
export async function drawnAs(/** @type {SVGSVGElement} */ drawn, /** @type {number} */ times) {
  const image = new Image();
  // As data, because a canvas that has shown a blob's foreign parts gives nothing back in some browsers.
  image.src = await dataOf(written(drawn, times));
  await image.decode();
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: Math.round(image.width), height: Math.round(image.height) });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function written(/** @type {SVGSVGElement} */ drawn, /** @type {number} */ times) {
  const [, , width, height] = (drawn.getAttribute("viewBox") ?? "").split(" ").map(Number);
  drawn.setAttribute("width", String(width * times));
  drawn.setAttribute("height", String(height * times));
  return new Blob([new XMLSerializer().serializeToString(drawn)], { type: "image/svg+xml" });
}

/** @returns {Promise<string>} */
function dataOf(/** @type {Blob} */ blob) {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(/** @type {string} */ (reader.result));
    reader.readAsDataURL(blob);
  });
}

/** @type {Map<string, Promise<string>>} */
const faces = new Map();

// The page's own letters, so that they are the same wherever the picture is opened; nothing where they are not had.
export function fontFace(/** @type {string} */ family) {
  const face = faces.get(family) ?? fetched(family);
  faces.set(family, face);
  return face;
}

async function fetched(/** @type {string} */ family) {
  const first = family.split(",")[0].replaceAll(/["']/g, "").trim();
  for (const sheet of document.styleSheets) {
    /** @type {CSSRule[]} */
    let rules = [];
    try {
      rules = [...sheet.cssRules];
    } catch {
      continue; // of another host
    }
    for (const rule of rules) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const { style } = rule;
      const isOurs = style.getPropertyValue("font-family").replaceAll(/["']/g, "").trim() === first;
      if (!isOurs || style.getPropertyValue("font-style") === "italic") continue;
      const address = style.getPropertyValue("src").match(/url\(["']?([^"')]+)["']?\)/)?.[1];
      if (!address) continue;
      try {
        const found = await (await fetch(new URL(address, sheet.href ?? document.baseURI))).blob();
        const data = await dataOf(found);
        const weight = style.getPropertyValue("font-weight") || "400";
        return `@font-face { font-family: "${first}"; font-weight: ${weight}; src: url("${data}"); }`;
      } catch {
        return "";
      }
    }
  }
  return "";
}
