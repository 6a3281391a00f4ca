"""The painter of one clip at one size: frames are made when first asked for, and kept.

A frame is known by the posture it shows, to a fraction of a dot: through a hold it is the same object, so a
screen that compares frames by identity repaints nothing.
"""

from hipflow.figure.anatomy import body_shapes, part_tones
from hipflow.figure.camera import Capsule, Lens, fit_lens
from hipflow.figure.cells import SAMPLES_ACROSS, Frame, Glyphs, cell_maker
from hipflow.figure.clip import Clip, Moment
from hipflow.figure.framing import aim, fit_box, floor_patch
from hipflow.figure.ghosts import ghost_capsules
from hipflow.figure.palette import Palette, Tone, tones_of
from hipflow.figure.props import Marks, Mat, Wall, arrow_shapes
from hipflow.figure.raster import Canvas, within, without
from hipflow.figure.shadows import shadow_capsules, wall_shadows
from hipflow.figure.shapes import FLOOR_SHADOW, WALL_SHADOW, Shape
from hipflow.figure.skeleton import Body

FINENESS = 2.0
"""Sample rows within which two postures are the same picture: half a dot of a quadrant."""

DOT = 2.8
"""Half the width of the dot where it is felt, in units of the body."""
RIM = 2.6
"""Sample rows of rim around the dot: enough to leave a whole dot of a quadrant dark beside it."""


class Painter:
    """Draws a clip into `columns` by `rows` cells with one palette, on one side."""

    def __init__(
        self,
        clip: Clip,
        columns: int,
        rows: int,
        glyphs: Glyphs,
        palette: Palette,
        *,
        is_mirrored: bool = False,
        hard: bool = False,
    ) -> None:
        self.clip = clip
        self.columns = columns
        self.rows = rows
        self._flips = is_mirrored != clip.is_mirrored
        self._glyphs = glyphs
        self._has_rim = palette.rim is not None
        self._cells = cell_maker(glyphs, tones_of(palette), hard)
        self._width, self._height = columns * SAMPLES_ACROSS, rows * glyphs.rows
        # A cell is twice as high as it is wide.
        self._stretch = 2 * SAMPLES_ACROSS / glyphs.rows
        self._lens = fit_lens(fit_box(clip), self._width, self._height, self._stretch)
        dots_a_unit = self._lens.scale * glyphs.down / glyphs.rows
        self._gap = glyphs.gap * max(1.0, dots_a_unit * 0.9)
        self._backdrop: Canvas | None = None
        self._frames: dict[tuple[object, ...], Frame] = {}

    def still_at(self, second: float, *, ghost_at: float | None = None) -> Frame:
        """The picture at a second of the loop, with the body at another second behind it as a ghost."""
        ghost = None if ghost_at is None else self.clip.moment_at(ghost_at)
        return self._keep(self.clip.moment_at(second), ghost)

    def strip(self) -> tuple[Frame, ...]:
        """The moments that tell the movement, each with the one before it as a ghost if the clip leaves one."""
        moments = self.clip.moments
        before = (None, *moments) if self.clip.leaves_ghost else (None,) * len(moments)
        return tuple(self.still_at(second, ghost_at=ghost) for second, ghost in zip(moments, before, strict=False))

    def onion_skin(self) -> Frame:
        """The movement in one still, for those who want no motion: its end, with its start as a ghost."""
        return self.still_at(self.clip.moments[-1], ghost_at=self.clip.moments[0])

    def _keep(self, moment: Moment, ghost: Moment | None) -> Frame:
        key = (self._outline(moment), ghost and self._outline(ghost))
        frame = self._frames.get(key)
        if frame is None:
            frame = self._frames[key] = self._paint(moment, ghost)
        return frame

    def _outline(self, moment: Moment) -> tuple[object, ...]:
        """What two moments must share to be the same picture."""
        see, scale = self.clip.view.see, self._lens.scale / FINENESS
        places = []
        for place in (*moment.body.joints.values(), *moment.arrow):
            x, y, _ = see(place)
            places.append((round(x * scale), round(y * scale)))
        return (moment.working, *places)

    def _paint(self, moment: Moment, ghost: Moment | None) -> Frame:
        clip, view = self.clip, self.clip.view
        lens = aim(self._lens, clip, moment.body)
        if self._backdrop is None:
            self._backdrop = self._paint_backdrop()
        canvas = self._backdrop.copy()
        if clip.follows:
            self._paint_passing(canvas, moment.body)
        if not view.is_level:
            for capsule in shadow_capsules(moment.body, view):
                canvas.replace(canvas.rows_of(lens.capsule(capsule)), FLOOR_SHADOW)
        for prop in clip.props:
            if isinstance(prop, Wall):
                for capsule in wall_shadows(moment.body, view, prop):
                    canvas.replace(canvas.rows_of(lens.capsule(capsule)), WALL_SHADOW)
        if ghost:
            for capsule in ghost_capsules(ghost, moment, view):
                canvas.fill(canvas.rows_of(lens.capsule(capsule)), Tone.GHOST)
        shapes = body_shapes(moment.body, view, moment.depth)
        for prop in clip.props:
            if not prop.lies_flat:
                shapes += prop.shapes(view)
        shapes.sort(key=_depth_of)
        for shape in shapes:
            self._paint_shape(canvas, lens, shape)
        for spot in clip.focus:
            x, y, _ = view.see(spot.place(moment.body))
            dot = self._place_dot(lens.capsule((x, y, DOT, x, y, DOT)))
            if self._has_rim:
                canvas.fill(canvas.rows_of(widen(dot, RIM)), Tone.RIM)
            canvas.fill(canvas.rows_of(dot), Tone.FOCUS)
        if moment.arrow:
            for shape in arrow_shapes(moment.arrow, view):
                self._paint_shape(canvas, lens, shape)
        tones = bytes(canvas.samples).translate(part_tones(moment.body, view, moment.working, moment.far))
        if self._flips:
            tones = flip(tones, self._width)
        return self._cells.make_frame(tones, self.columns)

    def _place_dot(self, dot: Capsule) -> Capsule:
        """The dot where it is felt, moved by up to half a cell to fill whole ones: no third colour frays it."""
        x, y, radius, *_ = dot
        across, down = SAMPLES_ACROSS / self._stretch, self._glyphs.rows
        cells = max(1, round(2 * radius / down))
        middle = cells % 2 / 2
        x, y = round(x / across) * across, (round(y / down - middle) + middle) * down
        radius = cells * down * 0.49
        return (x, y, radius, x, y, radius)

    def _paint_shape(self, canvas: Canvas, lens: Lens, shape: Shape) -> None:
        if shape.face:
            canvas.fill_face(lens.face(shape.face), shape.ink)
            return
        if shape.gap:
            gap = self._gap
            discs = [canvas.rows_of(lens.capsule((x, y, r, x, y, r), gap)) for x, y, r in shape.joints]
            for capsule in shape.capsules:
                rows = canvas.rows_of(lens.capsule(capsule, gap))
                for disc in discs:
                    canvas.replace(within(rows, disc), shape.joint_gap)
                    rows = without(rows, disc)
                canvas.replace(rows, shape.gap)
        for capsule in shape.capsules:
            canvas.fill(canvas.rows_of(lens.capsule(capsule)), shape.ink)

    def _paint_backdrop(self) -> Canvas:
        """What never moves: floor, mat, wall, and marks unless the camera follows. Painted once."""
        clip, view, lens = self.clip, self.clip.view, self._lens
        canvas = Canvas(self._width, self._height, self._stretch)
        if view.is_level:
            thick = max(0.45, 2.0 / lens.scale)
            _, y, _, _, _, radius = lens.capsule((0, -thick, thick, 0, 0, 0))
            rows = range(max(0, round(y - radius)), min(self._height, round(y + radius)))
            canvas.fill([(row, 0, self._width) for row in rows], Tone.FLOOR)
        elif not any(isinstance(prop, Mat) for prop in clip.props):
            canvas.fill_face(lens.face(floor_patch(clip)), Tone.FLOOR)
        for prop in clip.props:
            if prop.lies_flat and not (clip.follows and isinstance(prop, Marks)):
                for shape in prop.shapes(view):
                    self._paint_shape(canvas, lens, shape)
        return canvas

    def _paint_passing(self, canvas: Canvas, body: Body) -> None:
        """The marks on the floor, as far along as the body has come."""
        x, _, z = body.joints["pelvis"]
        for prop in self.clip.props:
            if isinstance(prop, Marks):
                gone = (x if prop.along == "x" else z) % prop.every
                seen = self.clip.view.see((gone, 0, 0) if prop.along == "x" else (0, 0, gone))
                lens = self._lens.shifted(seen.x, seen.y)
                for shape in prop.shapes(self.clip.view):
                    self._paint_shape(canvas, lens, shape)


def _depth_of(shape: Shape) -> float:
    return shape.depth


def widen(capsule: Capsule, rows: float) -> Capsule:
    """A capsule thicker by so many sample rows on each side."""
    x0, y0, r0, x1, y1, r1 = capsule
    return (x0, y0, r0 + rows, x1, y1, r1 + rows)


def flip(samples: bytes, width: int) -> bytes:
    """The mirror image of a canvas, exact to the sample."""
    turned = samples[::-1]
    return b"".join(bytes(turned[start : start + width]) for start in range(len(turned) - width, -1, -width))
