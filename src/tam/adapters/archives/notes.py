"""What there is to say about a member or a container: sentences for people."""

MOST = 20


class Notes:
    """Sentences in the order they came up, each once; `lost` when bytes are missing for one."""

    def __init__(self, *sentences: str) -> None:
        """Begin with these."""
        self.sentences = list(sentences)
        self.lost = False

    def say(self, sentence: str) -> None:
        """Add a sentence about something odd that cost no bytes."""
        if sentence in self.sentences or len(self.sentences) > MOST:
            return
        if len(self.sentences) == MOST:
            sentence = "There is more of this kind that is not listed."
        self.sentences.append(sentence)

    def lose(self, sentence: str) -> None:
        """Add a sentence about bytes that could not or must not be read."""
        self.lost = True
        self.say(sentence)
