"""What is heard: a score goes in, sound comes out, and nothing that goes wrong on the way reaches the session.

The map, in reading order:

clip       something to hear; and a part: a clip in its place among others
clips      the sounds on disk become samples
schedule   what is to be heard, at which moments; whoever asks for something never waits
levels     speech gives way, what is cancelled fades out, nothing is ever cut off
mixer      scheduled clips become one stream of samples; pure
outputs    the ways out of the machine, best first
stream     a device that asks for samples
stream_process  that device in a process of its own, `stream_child`, where nothing keeps it waiting
spans      players that are given a whole buffer
programs   programs that play a file, and `libraries` that play a buffer
bell       the terminal's own
speaker    one of those, that may be missing, may vanish and may come back
voice      words become samples
delivery   cues on their way to the speaker, until they are called off
announcer  listens to a session and delivers its score ahead of time
"""
