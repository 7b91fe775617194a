"""What a trainer does: choose exercises, assign them, grade what is handed in, give it back, see what the class missed."""
