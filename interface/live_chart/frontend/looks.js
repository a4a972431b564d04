// @ts-check
// What was looked at only now and then while a network was trained: which of the looks a step shows.

/**
 * The last look at or before a step.
 *
 * @param {ArrayLike<number>} at the steps of the looks, in ascending order, the first of them 0
 * @param {number} step
 */
export function lookAt(at, step) {
  let [low, high] = [0, at.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (at[middle] <= step) low = middle;
    else high = middle - 1;
  }
  return low;
}
