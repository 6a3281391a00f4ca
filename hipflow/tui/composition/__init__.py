"""From a scene and a room to a picture: what stands where, and in which letters. The widgets only show it."""
