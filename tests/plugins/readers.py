"""Pages as a person reads them: the words, without the marks."""

import re


def words(response):
    """The words of an answer, one blank between them."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", text).replace("&#x27;", "'").replace("&amp;", "&")
