// @ts-check
// Numbers as sentences have them; the same as `short` in tunables/numerals.py, and a test holds the two together.

/**
 * A number rounded to so many significant digits: 0.025, −1000, 2.1·10⁻⁵.
 *
 * @param {number} value
 */
export function short(value, digits = 3) {
  const near = rounded(value, digits);
  if (Number.isNaN(near)) return "nan";
  if (!Number.isFinite(near)) return near < 0 ? "−inf" : "inf";
  const size = Math.abs(near);
  if (size === 0 || (size >= 1e-4 && size < 1e6)) return String(near).replace("-", "−");
  const [mantissa, exponent] = near.toExponential().split("e");
  const power = `10${[...String(Number(exponent))].map((sign) => SUPERSCRIPTS[sign]).join("")}`;
  return mantissa === "1" ? power : `${mantissa.replace("-", "−")}·${power}`;
}

/** @type {Record<string, string>} */
const SUPERSCRIPTS = Object.fromEntries([..."-0123456789"].map((sign, i) => [sign, "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"[i]]));

/**
 * The nearest number with so many digits. Halfway between two it is the even one, as everywhere in Python;
 * toPrecision would go away from zero. 0.125 is such a tie; 0.135 is none, because its binary value is a bit more.
 *
 * @param {number} value
 * @param {number} digits
 */
function rounded(value, digits) {
  if (!Number.isFinite(value) || value === 0) return value + 0; // there is no −0
  const [mantissa, exponent] = Math.abs(value).toExponential(60).split("e");
  const figures = mantissa.replace(".", "");
  const kept = figures.slice(0, digits);
  const tie = /^50*$/.test(figures.slice(digits));
  if (!tie || Number(kept) % 2) return Number(value.toPrecision(digits));
  return Math.sign(value) * Number(`${kept}e${Number(exponent) - digits + 1}`);
}
