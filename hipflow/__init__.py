"""hipflow: a coach in the terminal for runners.

The map, in reading order:

core      what a session is: exercise, routine, plan, events, session, score, record
figure    how a movement looks: skeleton, clip, raster
library   YAML on disk becomes core values
clock     the one that sessions are timed by
engine    drives a session in real time and hands out its events
sound     what is heard
tui       what is seen
cli       where the parts meet
"""

__version__ = "0.1.0"
