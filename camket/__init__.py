"""camket: Vietnamese news on economic diplomacy, annotated for entities, numbers with values and commitments."""

from camket import numbers
from camket.corpus.load import load
from camket.model import Argument, Commitment, Document, Entity, Number, Party, Sentence
from camket.scoring.iob2 import TagScores, score_iob2, score_iob2_files
from camket.scoring.score import Scores, score

__version__ = "0.4.0"
__all__ = [
    "Argument",
    "Commitment",
    "Document",
    "Entity",
    "Number",
    "Party",
    "Scores",
    "Sentence",
    "TagScores",
    "load",
    "numbers",
    "score",
    "score_iob2",
    "score_iob2_files",
]
