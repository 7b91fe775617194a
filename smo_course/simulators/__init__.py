"""Models to play with: pure functions, seeded or without chance, that know no screen. Their numbers are simulated."""
