"""Input that nobody would write, and some that somebody did: whatever it is, hipflow answers, soon, and in words."""
