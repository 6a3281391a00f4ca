"""What other programs read: one JSON object a line, and one line of plain words a change."""
