"""What a learner does with an assignment: work on its sheet, hand it in, read what comes back. Holds no key."""
