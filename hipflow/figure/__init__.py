"""How a movement looks: an animated person in block characters.

From the data of an author to the cells of a terminal, in the order of reading:

    fields.py           plain data → values, or problems
    posture.py          what an author says of a body: directions, pins, what carries it
    posture_reading.py  one key of an author → a posture
    prop_reading.py     things of an author → props
    reading.py          the data of one exercise → Clips, or every Problem in it
    skeleton.py         a posture → the joints in space
    limits.py           what a body can do
    clip.py             keys and seconds → the body at a moment, and the words for it
    bridge.py           from where one movement ends to where the next begins
    props.py            mat, wall, chair, couch, roller, ball, marks
    camera.py           space → picture, fitted once a loop
    shapes.py           what is painted: capsules, faces, gaps
    anatomy.py          a body → shapes
    shadows.py          a body → what it darkens
    framing.py          what of a clip must be in the picture; going along with who travels
    raster.py           shapes → samples
    palette.py          roles → colours
    cells.py            samples → block characters and their colours
    painter.py          one clip at one size: Painter.still_at(second) → Frame
    picture.py          frames → PNG, SVG

Nothing here reads a file, a clock or a setting. x is forward, y up, z towards the viewer of a plain side view;
a person is 100 units tall; `.a` is the side that is worked, `.o` the other.
"""
