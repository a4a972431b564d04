// The step that everything in the player's time shows. The player sets it; figures, rows and reports follow.

const followers = new Set();

export const clock = {
  step: 0,
  resting: true,
  running: false, // whether the player has set it yet
  set(step, resting) {
    this.running = true;
    this.step = step;
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
