"""What a case is about, for figures only: the topics of models.topics as the desk's columns keep them."""

from models import topics

OTHER = "lainnya"
LABELS = {topic.code.lower(): topic.name for topic in topics.topics()} | {OTHER: "Lainnya"}


def topic_of(text: str) -> str:
    """The topic's code in small letters; `lainnya` when no words tell, "" without a text."""
    if not text.strip():
        return ""
    topic = topics.topic_of(None, text)
    return topic.code.lower() if topic else OTHER
