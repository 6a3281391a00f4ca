"""The figure on the screen: what is drawn when, in which colours and characters, and kept as rows ready to be shown.

Nothing imports this package, nor hipflow.figure, before the first figure is shown. In reading order:

glyphs    which block characters a terminal is known to draw
colours   the roles of a theme become the palette of a figure, on dark and on lit grounds
reel      seconds of a step become a moment of a clip, and how long it stands
gallery   the rows of the clips that were shown last
guide     a figure goes along with a session
"""
