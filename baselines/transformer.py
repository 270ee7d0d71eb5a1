"""A pre-trained transformer, fine-tuned for token classification (Devlin et al. 2019), with PyTorch and transformers.

One encoder reads the words of a sentence; on top of it one linear layer gives each word a score for every tag of every
layer (outer entities, entities inside entities, numbers, commitments), and the best tag of each layer is taken. So one
model of the size of the encoder learns all four layers in one run, and is saved as transformers saves any model. The
value of a number is read from its words by camket.numbers; arguments and specificity of a commitment come from
baselines/linker.py, which learns from the same documents.

    camket benchmark baselines/transformer.py:Transformer --set model=xlm-roberta-base
    camket benchmark baselines/transformer.py:Transformer --set model=vinai/phobert-base-v2 --set segment=underthesea

XLM-R (Conneau et al. 2020, https://huggingface.co/xlm-roberta-base) learnt from 100 languages as they are written: its
words are syllables. PhoBERT (Nguyen and Nguyen 2020, https://huggingface.co/vinai/phobert-base-v2) learnt from
segmented Vietnamese, the syllables of a word joined by underscores, so it wants `segment=underthesea`. A word can then
reach over the end of a span: no tags give such a span (of train and validation 4 % of the entities, 3 % of the
commitments, 1 % of the numbers). PhoBERT reads 256 sub-words at once; its tokenizer is written in Python and knows no
offsets. Here no tokenizer has to: each word is cut into sub-words on its own, and the first sub-word carries the tag.

Where this was written no weights could be had: the code was tested with tiny models, their settings are the usual ones
and tuned on nothing, and the table of results says that this system was not run.
"""

import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from camket.formats.iob2 import decode, encode
from camket.model import Document, Sentence
from camket.text import syllables
from layers import LAYERS, Tokens, assemble
from linker import Linker

Rows = Sequence[Sequence[str]]
Window = tuple[list[int], list[int]]
"""Sub-words that the encoder reads at once, and which of them are the first of a word."""
LONGEST = 256
"""Sub-words of a window, at most: as many as PhoBERT reads, and more than all but a few sentences of news have."""


class Transformer:
    """An encoder with a tag layer; `model` is a name on the Hugging Face hub or a folder.

    `rate` is the highest learning rate, `batch` the sentences of a step. The same `seed` gives the same predictions
    again on a CPU, on a GPU nearly the same.
    """

    def __init__(
        self,
        model: str = "xlm-roberta-base",
        epochs: int | str = 10,
        batch: int | str = 16,
        rate: float | str = 5e-5,
        seed: int | str = 0,
        segment: str = "",
    ) -> None:
        if segment not in ("", "underthesea"):
            raise ValueError(f"segment is {segment!r}: leave it empty, or write underthesea")
        self.model, self.segment = model, segment
        self.epochs, self.batch, self.rate, self.seed = int(epochs), int(batch), float(rate), int(seed)
        self.tags: dict[str, list[str]] = {}  # the tags of each layer, in the order of the network's outputs
        self.linker = Linker()
        self.tokenizer: Any = None
        self.network: Any = None

    def missing(self) -> str | None:
        """Why it cannot run here: a package that is not installed, or no such model."""
        for package in ("torch", "transformers"):
            if not find_spec(package):
                return f"{package} is not installed: pip install 'camket[transformer]'"
        if self.segment and not find_spec(self.segment):
            return f"{self.segment} is not installed: pip install 'camket[baselines]'"
        if (Path(self.model) / "config.json").is_file():
            return None
        from huggingface_hub import try_to_load_from_cache
        from huggingface_hub.errors import HFValidationError

        weights = ("model.safetensors", "pytorch_model.bin")
        with suppress(HFValidationError):  # a path, such as that of a folder that is not there, is no name
            if any(isinstance(try_to_load_from_cache(self.model, name), str) for name in weights):
                return None
        return f"{self.model} is no folder and not in the local cache: hf download {self.model}, or --set model=FOLDER"

    def fit(self, train: Sequence[Document]) -> "Transformer":
        """Fine-tune on annotated documents; raises ValueError for none, and with what `missing` says."""
        if not train:
            raise ValueError("no documents to learn from: give at least one")
        rows: list[list[str]] = []
        tags: dict[str, list[list[str]]] = {layer: [] for layer in LAYERS}
        for document in train:
            spans = {layer: spans_of(document) for layer, spans_of in LAYERS.items()}
            for sentence in document.sentences:
                tokens = self.tokenize(document, sentence)
                rows.append(words(document, tokens))
                for layer in LAYERS:
                    tags[layer].append(encode(tokens, spans[layer]))
        self.learn(rows, tags)
        self.linker.fit(train)
        return self

    def predict(self, documents: Sequence[Document]) -> list[Document]:
        """Entities, numbers and commitments of documents."""
        tokens = [[self.tokenize(document, sentence) for sentence in document.sentences] for document in documents]
        rows = [words(document, row) for document, of in zip(documents, tokens, strict=True) for row in of]
        tags = {layer: iter(found) for layer, found in self.tag(rows).items()}
        predicted = []
        for document, of in zip(documents, tokens, strict=True):
            found = {layer: [span for row in of for span in decode(row, next(tags[layer]))] for layer in LAYERS}
            predicted.append(assemble(document, found))
        return self.linker.complete(predicted)

    def link(self, documents: Sequence[Document]) -> list[Document]:
        """Label, specificity and arguments of commitments whose spans and mentions are given."""
        return self.linker.link(documents)

    def fit_tags(self, sentences: Rows, tags: Rows) -> "Transformer":
        """Fine-tune on the tokens of a column corpus, taken as they are; PhoBERT wants a corpus that is segmented."""
        self.learn(sentences, {"tags": tags})
        return self

    def predict_tags(self, sentences: Rows) -> list[list[str]]:
        """A tag for each token."""
        return self.tag(sentences)["tags"]

    def tokenize(self, document: Document, sentence: Sentence) -> Tokens:
        """The offsets in the document of a sentence's words: syllables, or those of the segmenter."""
        cut = segmented if self.segment else syllables
        return [(sentence.start + start, sentence.start + end) for start, end in cut(document.surface(sentence))]

    def windows(self, row: Sequence[str]) -> Iterator[Window]:
        """The sub-words of a sentence's words, cut between words where they are more than the encoder can read."""
        positions = self.network.config.max_position_embeddings - 2  # RoBERTa leaves the first two out
        room = min(LONGEST, positions) - 2  # the marks of beginning and end
        begin, end, unknown = (getattr(self.tokenizer, f"{it}_token_id") for it in ("cls", "sep", "unk"))
        sub_words: list[int] = []
        firsts: list[int] = []
        pieces = self.tokenizer(list(row), add_special_tokens=False)["input_ids"] if row else []
        for word in pieces:
            word = word[:room] or [unknown]
            if len(sub_words) + len(word) > room:
                yield [begin, *sub_words, end], firsts
                sub_words, firsts = [], []
            firsts.append(1 + len(sub_words))
            sub_words += word
        if firsts:
            yield [begin, *sub_words, end], firsts

    def learn(self, rows: Rows, tags: Mapping[str, Rows]) -> None:
        """Fine-tune the encoder: AdamW, the rate rising for a tenth of the steps and then falling to nothing."""
        if why := self.missing():
            raise ValueError(why)
        if not any(rows):
            raise ValueError("no words to learn from: give at least one")
        import torch
        from transformers import AutoModelForTokenClassification, AutoTokenizer

        torch.manual_seed(self.seed)
        self.tags = {layer: sorted({tag for row in of for tag in row}) for layer, of in tags.items()}
        outputs = sum(map(len, self.tags.values()))
        self.tokenizer = AutoTokenizer.from_pretrained(self.model, trust_remote_code=False)
        network = AutoModelForTokenClassification.from_pretrained(
            self.model, num_labels=outputs, weights_only=True, trust_remote_code=False
        )
        self.network = network.float().to("cuda" if torch.cuda.is_available() else "cpu")
        lessons = list(self.lessons(rows, tags))
        optimizer = torch.optim.AdamW(self.network.parameters(), lr=self.rate)
        batches = range(0, len(lessons), self.batch)
        steps = self.epochs * len(batches)
        warm = max(1, steps // 10)
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: min((step + 1) / warm, (steps - step) / max(1, steps - warm))
        )
        chance = random.Random(self.seed)
        self.network.train()
        for epoch in range(1, self.epochs + 1):
            chance.shuffle(lessons)
            total = 0.0
            for at in batches:
                loss = self.loss(lessons[at : at + self.batch])
                loss.backward()
                torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
                optimizer.step()
                schedule.step()
                optimizer.zero_grad()
                total += loss.item()
            print(f"transformer: epoch {epoch} of {self.epochs}, loss {total / len(batches):.3f}", file=sys.stderr)

    def lessons(self, rows: Rows, tags: Mapping[str, Rows]) -> Iterator[tuple[Window, list[list[int]]]]:
        """Windows, and for each of their words the number of its tag in each layer."""
        numbers = {layer: {tag: number for number, tag in enumerate(of)} for layer, of in self.tags.items()}
        for i, row in enumerate(rows):
            of_layers = [[numbers[layer][tag] for tag in of[i]] for layer, of in tags.items()]
            answers = iter([list(of_word) for of_word in zip(*of_layers, strict=True)])
            for window in self.windows(row):
                yield window, [next(answers) for _ in window[1]]

    def loss(self, lessons: Sequence[tuple[Window, list[list[int]]]]) -> Any:
        """The mean cross-entropy of the words' tags, summed over the layers."""
        import torch

        outputs = self.outputs([window for window, _ in lessons])
        answers = torch.tensor([answer for _, of_words in lessons for answer in of_words], device=outputs[0].device)
        return sum(torch.nn.functional.cross_entropy(of, answers[:, i]) for i, of in enumerate(outputs))

    def outputs(self, windows: Sequence[Window]) -> list[Any]:
        """For each layer the scores of its tags, a row for each word of the windows."""
        import torch
        from torch.nn.utils.rnn import pad_sequence

        sub_words = [torch.tensor(of) for of, _ in windows]
        device = self.network.device
        logits = self.network(
            input_ids=pad_sequence(sub_words, True, self.tokenizer.pad_token_id).to(device),
            attention_mask=pad_sequence([torch.ones_like(of) for of in sub_words], True, 0).to(device),
        ).logits
        of_words = torch.cat([logits[i, firsts] for i, (_, firsts) in enumerate(windows)])
        return list(of_words.split([len(of) for of in self.tags.values()], dim=-1))

    def tag(self, rows: Rows) -> dict[str, list[list[str]]]:
        """The best tag of each word in each layer."""
        import torch

        windows = [(i, window) for i, row in enumerate(rows) for window in self.windows(row)]
        found: dict[str, list[list[str]]] = {layer: [[] for _ in rows] for layer in self.tags}
        self.network.eval()
        for at in range(0, len(windows), self.batch):
            batch = windows[at : at + self.batch]
            with torch.inference_mode():
                outputs = self.outputs([window for _, window in batch])
            owners = [i for i, (_, firsts) in batch for _ in firsts]
            for (layer, names), scores in zip(self.tags.items(), outputs, strict=True):
                for i, best in zip(owners, scores.argmax(-1).tolist(), strict=True):
                    found[layer][i].append(names[best])
        return found

    def save(self, folder: Path) -> None:
        """Write network and tokenizer as transformers does (safetensors, JSON, word lists), and the tags as JSON."""
        self.network.save_pretrained(folder)
        self.tokenizer.save_pretrained(folder)
        learnt = json.dumps({"tags": self.tags, "segment": self.segment}, ensure_ascii=False, indent=1)
        (folder / "tags.json").write_text(learnt + "\n", encoding="utf-8")
        self.linker.save(folder)

    def restore(self, folder: Path) -> None:
        """Be what was saved."""
        import torch
        from transformers import AutoModelForTokenClassification, AutoTokenizer

        learnt = json.loads((folder / "tags.json").read_text(encoding="utf-8"))
        self.tags, self.segment = learnt["tags"], learnt["segment"]
        self.tokenizer = AutoTokenizer.from_pretrained(folder, trust_remote_code=False)
        network = AutoModelForTokenClassification.from_pretrained(folder, use_safetensors=True, trust_remote_code=False)
        self.network = network.to("cuda" if torch.cuda.is_available() else "cpu")
        self.linker.restore(folder)


def words(document: Document, tokens: Tokens) -> list[str]:
    """The words of tokens, their syllables joined as PhoBERT knows them."""
    return ["_".join((document.text or "")[start:end].split()) for start, end in tokens]


def segmented(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the words that underthesea finds; it may change white space, but leaves every other character one."""
    from underthesea import word_tokenize

    visible = [i for i, char in enumerate(text) if not char.isspace()]
    at = 0
    for word in word_tokenize(text, use_token_normalize=False):
        length = len("".join(word.split()))
        yield visible[at], visible[at + length - 1] + 1
        at += length


SYSTEM = Transformer
