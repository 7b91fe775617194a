"""What only a person can mark: texts, shown one by one with their rubric, and the judgements on them."""
