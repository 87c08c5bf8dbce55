"""Files of clock questions: their rows, their grammar, an answer to each."""
