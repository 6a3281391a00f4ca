"""The library: YAML on disk becomes core values.

The map, in reading order:

problems    what is wrong with a file, where, and the way out
files       a file becomes text
nodes       text as a tree: every value with the place it is written at
syntax      what a YAML parser's complaint means in plain words
document    text becomes that tree
durations   45, 45s, 1m30s
fields      one map of the tree, read field by field
repertoire  the exercises there are
exercises   a tree becomes an Exercise
routines    a tree becomes a Routine
catalogue   all the routines and exercises there are
"""
