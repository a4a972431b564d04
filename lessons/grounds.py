"""The grounds on which several lessons walk."""

from surfaces import Bowl, Point

BOWL = Bowl()
BOWL_START = BOWL.start
RAVINE = Bowl(condition=100)
RAVINE_START: Point = (-2.5, 0.5)
