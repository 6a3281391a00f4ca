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
traits      what is said of an exercise, field by field
exercises   a tree becomes an Exercise
sections    the sections of a routine, with where their entries are written
limits      what a routine as a whole must keep to, and had better
routines    a tree becomes a Routine
folders     the YAML files of a folder, and by what each is known to be as it was
listings    what is known of a file with a routine without a look into it
collection  the files of a folder, read one by one
index       the listings, kept from one run to the next
survey      the listings made true again, reading only what has changed
catalogue   all the routines and exercises there are

And back again:

script      plain data becomes YAML as a person would have written it
manuscript  a Routine becomes the text of a file
copies      a routine under another name, with its author's comments
upkeep      no file is written over; what is removed can come back
schemas     what editors go by while a person writes
"""
