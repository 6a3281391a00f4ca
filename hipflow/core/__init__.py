"""What a session is: values and one state machine, with no clock, disk, thread or screen.

In reading order: exercise, routine, plan, events, record, then session and score, which do not know each other.
"""
