"""Lettering: digits, letters and signs drawn by rule in block characters, at any size from three rows up.

Pure functions of their arguments; nothing here knows Textual. In reading order:

dots      a shape as rows of dots, and the block characters that show it
frame     the box of a character, its weight, and the strokes
digits, letters, marks   a rule for each character
alphabet  what can be drawn, what stands in for the rest
words     characters set side by side; titles
clock     the seconds left
signs     chevrons and pause bars
"""
