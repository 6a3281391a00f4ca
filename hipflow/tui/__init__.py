"""What is seen. Screens listen to a session's events and send it commands; nothing here reads a clock or a file."""
