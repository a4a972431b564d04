// Which theme is on, and a figure's colours for it. Figures name colours by token, under meta.paint.

// By theme; they come with the first surface.
export const palettes = {};

const themes = new Map(); // by ground colour, because asking a probe makes the browser lay out the page

export function currentTheme(element) {
  const ground = getComputedStyle(element).getPropertyValue("--st-background-color");
  if (!themes.has(ground)) themes.set(ground, themeOf(ground, element));
  return themes.get(ground);
}

function themeOf(ground, element) {
  const probe = document.createElement("span");
  probe.style.color = ground;
  element.append(probe);
  const [red, green, blue] = getComputedStyle(probe)
    .color.match(/[\d.]+/g)
    .map(Number);
  probe.remove();
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128 ? "dark" : "light";
}

export function paint(part, palette) {
  for (const [path, token] of Object.entries(part.meta?.paint ?? {})) {
    const keys = path.split(/[.[\]]+/).filter(Boolean);
    const last = keys.pop();
    let holder = part;
    for (const key of keys) holder = holder[key] ??= {};
    holder[last] = palette[token];
  }
  return part;
}
