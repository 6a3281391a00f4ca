"""A clip is the loop of one movement: keys, the time between them, and what is seen around the body.

Time is an argument everywhere: a clip answers for any second, and repeats for ever.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from hipflow.figure.camera import View
from hipflow.figure.posture import Posture, blend_postures, move_posture, outward
from hipflow.figure.props import Prop
from hipflow.figure.skeleton import Body, solve_posture
from hipflow.figure.vectors import Vector, add, mix_points

EASES: Mapping[str, Callable[[float], float]] = MappingProxyType(
    {
        "linear": lambda share: share,
        "inout": lambda share: share * share * (3 - 2 * share),
        "in": lambda share: share * share,
        "out": lambda share: share * (2 - share),
        "snap": lambda share: 1 - (1 - share) ** 3,
    }
)
"""How a move gathers and loses speed."""


@dataclass(frozen=True, slots=True)
class Key:
    """One posture of a loop, how it is reached and how long it is kept."""

    posture: Posture
    body: Body
    move_seconds: float
    """From the key before; for the first key: from the last one, which closes the loop."""
    hold_seconds: float
    working: frozenset[str]
    """The limbs that are lit on the way to this key and in it."""
    far: frozenset[str] | None = None
    """Limbs drawn dim; None: those that lie on the far side."""
    ease: str = "inout"
    cue: str = ""
    """A few words said of this moment."""
    arrow: tuple[Vector, ...] = ()
    """Where the movement to this key leads: places from tail to tip, measured from the floor under the pelvis."""


class Spot(NamedTuple):
    """A place on the body, or in the room where a body is laid on something."""

    joint: str | None
    """What it goes along with; None: it stays in the room."""
    offset: Vector = (0.0, 0.0, 0.0)
    """Forward, up, and outward as seen from the joint's own side."""
    until: str | None = None
    """Another joint: the place is half way there."""

    def place(self, body: Body) -> Vector:
        """Where it is in the room."""
        if self.joint is None:
            return self.offset
        start = body.joints[self.joint]
        middle = mix_points(start, body.joints[self.until], 0.5) if self.until else start
        forward, up, out = self.offset
        return add(middle, (forward, up, out * (outward(self.joint) if "." in self.joint else 1.0)))


class Moment(NamedTuple):
    """What a clip shows at one second."""

    body: Body
    working: frozenset[str]
    far: frozenset[str] | None
    depth: Mapping[str, float]
    """Limbs or bones drawn nearer to the viewer than they are, in units."""
    arrow: tuple[Vector, ...] = ()
    """From tail to tip, in the room; empty: none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """The loop of one movement, or of one phase or view of it."""

    name: str
    phase: str = ""
    """The phase of the exercise that it shows; empty where it shows any."""
    keys: tuple[Key, ...]
    view: View
    is_mirrored: bool = False
    """Drawn as in a mirror, so that the worked side is on the viewer's right."""
    focus: tuple[Spot, ...] = ()
    """Where it is felt."""
    props: tuple[Prop, ...] = ()
    travel: tuple[float, float] = (0.0, 0.0)
    """How far one loop leads along x and z. The camera follows the pelvis."""
    moments: tuple[float, ...] = ()
    """The seconds that a still strip shows."""
    reps: float = 1.0
    """How many repetitions one loop shows: 2 where it shows both sides in turn."""
    leaves_ghost: bool = True
    """Whether a still of the strip shows where the body was in the one before it."""
    room: "Clip | None" = None
    """The clip that this one leads to: the camera shows what that one needs, so that nothing jumps between them."""

    @property
    def seconds(self) -> float:
        """How long the loop is."""
        return sum(key.move_seconds + key.hold_seconds for key in self.keys)

    @property
    def follows(self) -> bool:
        """Whether the camera goes along."""
        return self.travel != (0.0, 0.0)

    def moment_at(self, second: float) -> Moment:
        """The body as it is at a second of the loop; during a hold always the same object."""
        index, share = self.find_key(second)
        key = self.keys[index]
        if share == 0.0:
            return Moment(key.body, key.working, key.far, key.posture.depth, lay_arrow(key.arrow, key.body))
        return move_between(self, index, share)

    def posture_at(self, second: float) -> Posture:
        """The posture at a second of the loop."""
        index, share = self.find_key(second)
        return self.keys[index].posture if share == 0.0 else posture_between(self, index, share)

    def cue_at(self, second: float) -> str:
        """The words for that moment: those of the key that is held or moved to, or the last ones before it."""
        index, share = self.find_key(second)
        index += share > 0.0
        for back in range(len(self.keys)):
            cue = self.keys[(index - back) % len(self.keys)].cue
            if cue:
                return cue
        return ""

    def find_key(self, second: float) -> tuple[int, float]:
        """The key that is held, or left, and the share of time gone towards the next: 0 while it is held."""
        left = second % self.seconds
        for index, key in enumerate(self.keys):
            following = self.keys[(index + 1) % len(self.keys)]
            if left < key.hold_seconds:
                return index, 0.0
            left -= key.hold_seconds
            if left < following.move_seconds:
                return index, left / following.move_seconds
            left -= following.move_seconds
        return 0, 0.0

    def second_of(self, place: float) -> float:
        """The second at which a key begins to be held; 1.25: a quarter of the move after key 1."""
        index, share = int(place), place % 1
        second = 0.0
        for position in range(index):
            second += self.keys[position].hold_seconds + self.keys[(position + 1) % len(self.keys)].move_seconds
        if share:
            following = self.keys[(index + 1) % len(self.keys)]
            second += self.keys[index].hold_seconds + share * following.move_seconds
        return second


def move_between(clip: Clip, index: int, share: float) -> Moment:
    """The body on its way from a key to the one after it, `share` of the time gone."""
    posture = posture_between(clip, index, share)
    body = solve_posture(posture)
    goal = clip.keys[(index + 1) % len(clip.keys)]
    return Moment(body, goal.working, goal.far, posture.depth, lay_arrow(goal.arrow, body))


def posture_between(clip: Clip, index: int, share: float) -> Posture:
    """The posture on the way from a key to the one after it, `share` of the time gone."""
    start, goal = clip.keys[index], clip.keys[(index + 1) % len(clip.keys)]
    goal_posture, goal_body = goal.posture, goal.body
    if clip.follows and index == len(clip.keys) - 1:
        goal_posture = move_posture(goal_posture, *clip.travel)
        goal_body = solve_posture(goal_posture)
    eased = EASES[goal.ease](share)
    return blend_postures(start.posture, goal_posture, start.body.joints, goal_body.joints, eased)


def lay_arrow(arrow: tuple[Vector, ...], body: Body) -> tuple[Vector, ...]:
    """An arrow in the room: it goes along with the pelvis over the floor."""
    x, _, z = body.joints["pelvis"]
    return tuple(add(place, (x, 0.0, z)) for place in arrow)


@dataclass(frozen=True, slots=True)
class Clips:
    """All that is to be seen of one exercise."""

    clips: tuple[Clip, ...]

    def of_phase(self, phase: str) -> tuple[Clip, ...]:
        """The clips of a phase, in the order they are shown; all of them where none names it."""
        return tuple(clip for clip in self.clips if clip.phase == phase) or self.clips

    def at(self, second: float, phase: str = "") -> tuple[Clip, float]:
        """Which clip is on after so many seconds, and the second within it: each plays twice, then the next."""
        reel = self.of_phase(phase)
        if len(reel) == 1:
            return reel[0], second
        left = second % (2 * sum(clip.seconds for clip in reel))
        for clip in reel[:-1]:
            if left < 2 * clip.seconds:
                return clip, left
            left -= 2 * clip.seconds
        return reel[-1], left
