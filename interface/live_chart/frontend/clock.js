// The step that everything in the player's time shows. The player sets it; figures, rows and reports follow.

const followers = new Set();

export const clock = {
  step: 0,
  last: 0, // of the run that is drawn
  resting: true,
  running: false, // whether the player has set it yet
  set(step, resting, last) {
    this.running = true;
    this.step = step;
    this.last = last;
    this.resting = resting;
    for (const follower of followers) follower(step, resting);
  },
  // Call `follower(step, resting)` now and whenever the step changes; the answer ends that.
  follow(follower) {
    followers.add(follower);
    follower(this.step, this.resting);
    return () => followers.delete(follower);
  },
};
