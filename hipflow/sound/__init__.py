"""What is heard: a score goes in, sound comes out, and nothing that goes wrong on the way reaches the session.

The map, in reading order:

clips      the sounds on disk become samples
mixer      scheduled clips become one stream of samples; pure
outputs    the ways out of the machine, best first
stream     a device that asks for samples
players    programs and libraries that are given a whole buffer
bell       the terminal's own
speaker    one of those, that may be missing, may vanish and may come back
voice      words become samples
announcer  listens to a session and hands its score to the speaker ahead of time
"""
