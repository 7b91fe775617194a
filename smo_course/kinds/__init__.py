"""What an exercise is and how it is marked. Knows no screen: the standard library, the schema and the formulas only."""
