"""The keys of a presenter remote, of a pedal, and of media keys: with them alone every screen can be used.

Remotes send PageUp, PageDown, a full stop or b for the blank screen, and F5 and Escape in turn from one button; pedals
send the same or arrows. A screen binds these beside its own.
"""

from typing import Final

PRESS: Final = "full_stop,b,f5,media_play_pause,media_play"
"""Does what Enter does: start, pause or go on, open, agree."""
FORWARD: Final = "pagedown,media_track_next"
BACKWARD: Final = "pageup,media_track_previous"
LEAVE: Final = "escape,media_stop"
"""Goes back, and never loses anything."""
