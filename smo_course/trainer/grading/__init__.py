"""From submissions to grades: found (inbox), marked (marker), settled for each learner (results), written out (gradebook, pages)."""
