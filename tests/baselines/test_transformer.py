"""The transformer with tiny models made on the spot: one with XLM-R's kind of tokenizer, one with PhoBERT's."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.formats.iob2 import decode, encode
from camket.model import Commitment, Document, Entity, Number, join_text, lay_out
from camket.systems import bare, load_system
from camket.text import normalise

FILE = Path(__file__).parents[2] / "baselines" / "transformer.py"
INSTALL = "not installed: pip install 'camket[transformer]'"
POSITIONS = 34  # a sentence may have 30 sub-words besides the marks of its beginning and end
SENTENCES = (
    '<e type="GPE" id="e1">Lào</e> <c type="PLEDGE" specificity="specific" actor="e1" amount="n1">sẽ góp '
    '<n type="MONEY" value="3000000000" unit="JPY" id="n1">3 tỷ yên</n></c> cho <e type="GPE">Huế</e>.',
    '<e type="ROLE">Bộ trưởng Bộ <e type="SECTOR">Y tế</e></e> <e type="PER">Lê Thu Hà</e> ở lại.',
    '<party id="p1">Bà</party> <c type="REQUEST" specificity="vague" actor="p1">mời cùng làm</c>, '
    'có <n type="PERCENT" value="12.5">12,5%</n>.',
    "Trời mưa, không ai đi.",
)
MARKS = ("<s>", "<pad>", "</s>", "<unk>")  # in the order of RoBERTa's numbers for them
TEXTS = [re.sub("<[^>]*>", "", sentence) for sentence in SENTENCES]
LETTERS = sorted(set("".join(TEXTS)) - {" "})


def xlm_r(folder: Path) -> None:
    """A folder like xlm-roberta-base: a unigram model of SentencePiece's kind, written as tokenizer.json."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
    from transformers import XLMRobertaConfig, XLMRobertaForMaskedLM

    tokenizer = Tokenizer(models.Unigram())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    tokenizer.decoder = decoders.Metaspace()
    special = [*MARKS, "<mask>"]
    trainer = trainers.UnigramTrainer(vocab_size=120, special_tokens=special, unk_token="<unk>", show_progress=False)
    tokenizer.train_from_iterator(TEXTS, trainer)
    tokenizer.post_processor = processors.TemplateProcessing("<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    tokenizer.save(str(folder / "tokenizer.json"))
    config = XLMRobertaConfig(vocab_size=tokenizer.get_vocab_size(), **tiny())
    XLMRobertaForMaskedLM(config).save_pretrained(folder)


def phobert(folder: Path) -> None:
    """A folder like vinai/phobert-base-v2: word pieces and merges as text, weights as torch writes them."""
    import torch
    from transformers import RobertaConfig, RobertaForMaskedLM

    pieces = [piece for letter in LETTERS for piece in (letter, f"{letter}@@")] + ["trư@@", "ng", "_trưởng"]
    merges = ["t r", "tr ư", "n g</w>", "_ trư"]
    (folder / "vocab.txt").write_text("".join(f"{piece} 9\n" for piece in pieces), encoding="utf-8")
    (folder / "bpe.codes").write_text("".join(f"{merge} 9\n" for merge in merges), encoding="utf-8")
    config = RobertaConfig(vocab_size=len(pieces) + 5, tokenizer_class="PhobertTokenizer", **tiny())
    config.save_pretrained(folder)
    torch.save(RobertaForMaskedLM(config).state_dict(), folder / "pytorch_model.bin")


def tiny() -> dict[str, Any]:
    """The size of the networks, with RoBERTa's numbers of special tokens; fixes what is drawn for their weights."""
    import torch

    torch.manual_seed(1)
    return {
        "hidden_size": 48,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "intermediate_size": 64,
        "max_position_embeddings": POSITIONS,
        "type_vocab_size": 1,
        "bos_token_id": 0,
        "pad_token_id": 1,
        "eos_token_id": 2,
    }


KINDS = {"xlm-r": (xlm_r, ""), "phobert": (phobert, "underthesea")}
Make = Callable[..., Any]


@pytest.fixture(scope="module", params=KINDS)
def make_system(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Makes the system with a tiny model and the options of the command line."""
    pytest.importorskip("torch", reason=f"torch is {INSTALL}")
    pytest.importorskip("transformers", reason=f"transformers is {INSTALL}")
    folder = tmp_path_factory.mktemp(request.param)
    write, segment = KINDS[request.param]
    write(folder)

    def system(**options: str) -> Any:
        usual = {"model": str(folder), "epochs": "80", "batch": "2", "rate": "0.003", "segment": segment}
        return load_system(f"{FILE}:Transformer", usual | options)

    return system


@pytest.fixture(scope="module")
def fitted(make_system: Make) -> Any:
    """The system after learning the tag of each token from the token alone."""
    return make_system(epochs="30").fit_tags(ROWS, TAGS)


ROWS = [["Huế", "và", "Lào"], ["Lào", ",", "Huế", "và"], ["và", "Huế"], [",", "Lào"]]
WORD_TAGS = {"Huế": "B-GPE", "Lào": "B-LOC", "và": "O", ",": "O"}
TAGS = [[WORD_TAGS[token] for token in row] for row in ROWS]


def plain(*sentences: str) -> Document:
    """A document without annotations."""
    return Document(
        "d", text=join_text((0, it) for it in sentences), sentences=lay_out((len(it), 0, False, "") for it in sentences)
    )


def spans(document: Document) -> list[list[tuple[int, int, str]]]:
    """Places and labels of each layer."""
    layers: Sequence[Sequence[Entity | Number | Commitment]] = (
        document.entities,
        document.numbers,
        document.commitments,
    )
    return [sorted((it.start, it.end, it.label) for it in layer) for layer in layers]


@pytest.mark.slow  # fine-tunes a network until it knows them
def test_four_sentences_are_learnt_by_heart_and_kept(make_system: Make, make: Make, tmp_path: Path) -> None:
    """Nested entities, numbers with their values and commitments; saved without code and restored the same."""
    gold = make("composed-901", *SENTENCES)
    system = make_system().fit([gold])
    predicted = system.predict([bare(gold)])
    assert spans(predicted[0]) == spans(gold)
    assert predicted[0].numbers == gold.numbers

    system.save(tmp_path / "model")
    kinds = {path.suffix for path in (tmp_path / "model").rglob("*") if path.is_file()}
    assert kinds <= {".json", ".npz", ".safetensors", ".txt", ".codes"}
    again = make_system(segment="")
    again.restore(tmp_path / "model")
    assert again.predict([bare(gold)]) == predicted


def test_a_sentence_longer_than_the_encoder_reads_is_tagged_to_its_end(fitted: Any) -> None:
    """In windows, each token with the tag of its own, the sentences around it with theirs."""
    long = [ROWS[1][i % 4] for i in range(5 * POSITIONS)]
    rows = [ROWS[0], long, [], ROWS[3]]
    assert fitted.predict_tags(rows) == [[WORD_TAGS[token] for token in row] for row in rows]


@pytest.mark.slow  # fine-tunes a network
def test_a_long_sentence_of_a_document_keeps_its_last_span(make_system: Make, make: Make) -> None:
    """Learning cuts it too."""
    gold = make("composed-901", "mưa, " * POSITIONS + 'ở <e type="GPE">Huế</e>', "mưa, " * 3 + "ở nhà")
    predicted = make_system(epochs="30").fit([gold]).predict([bare(gold)])
    assert predicted[0].entities == gold.entities
    assert gold.text is not None
    assert gold.entities[0].end - gold.sentences[0].start > 4 * POSITIONS


@given(rows=st.lists(st.lists(st.text(max_size=6), max_size=40), max_size=4))
@settings(max_examples=25, deadline=None)
def test_every_token_gets_a_tag(fitted: Any, rows: list[list[str]]) -> None:
    """Empty and odd ones too, of which the tokenizer may leave nothing; a word too long for a window as well."""
    rows = [*rows, ["\u200b", "", " ", "Huế" * POSITIONS, "Lào"]]
    assert [len(row) for row in fitted.predict_tags(rows)] == [len(row) for row in rows]


@given(row=st.lists(st.text(LETTERS, max_size=12), min_size=1, max_size=30))
@settings(max_examples=40, deadline=None)
def test_a_word_is_tagged_at_its_first_sub_word(fitted: Any, row: list[str]) -> None:
    """In windows that the encoder can read, which together hold the sub-words of all words, each as it is alone."""
    unknown = MARKS.index("<unk>")
    alone = [of_word or [unknown] for of_word in fitted.tokenizer(row, add_special_tokens=False)["input_ids"]]
    found = []
    for sub_words, firsts in fitted.windows(row):
        assert len(sub_words) <= POSITIONS - 2
        assert (sub_words[0], sub_words[-1]) == (0, 2)
        found += [sub_words[start:end] for start, end in pairwise([*firsts, len(sub_words) - 1])]
    assert found == alone


def test_a_sentence_is_read_the_same_beside_a_longer_one(fitted: Any) -> None:
    """What fills up its row is not looked at, and once it has learnt nothing is left to chance."""
    fitted.predict_tags(ROWS)
    short, long = (next(fitted.windows([token] * n)) for token, n in (("Huế", 1), ("Lào", 9)))
    alone, beside = fitted.outputs([short])[0].tolist(), fitted.outputs([short, long])[0].tolist()
    assert beside[0] == pytest.approx(alone[0], abs=1e-4)


WORDS = [
    "Bộ",
    "trưởng",
    "Lê",
    "Thu",
    "Hà",
    "Nội",
    "nhất",
    "trí",
    "12,5",
    "tỷ",
    "yên",
    "Covid-19",
    "H'Mông",
    "nghàn",
    ").",
]
TEXT = st.lists(st.sampled_from(WORDS) | st.text("aàảãáạăâđ₫ðÐêôơưy 0,.-_/'\"…%😀\u0301", max_size=5), min_size=1)


@given(text=TEXT.map(" ".join).map(normalise).filter(bool), data=st.data())
@settings(max_examples=60, deadline=None)
def test_words_hold_every_character_and_spans_on_them_come_back(
    make_system: Make, text: str, data: st.DataObject
) -> None:
    """What is not white space lies in one word, in order; tags of spans from word to word give the spans again."""
    document = plain("Mở đầu.", text)
    tokens = make_system().tokenize(document, document.sentences[1])
    held = [i for start, end in tokens for i in range(start, end)]
    assert held == sorted(set(held))
    offset = document.sentences[1].start
    assert {offset + i for i, char in enumerate(text) if not char.isspace()} <= set(held)
    assert all(not text[i - offset].isspace() for token in tokens for i in (token[0], token[1] - 1))

    cuts = sorted(data.draw(st.sets(st.integers(0, len(tokens)))))
    chosen = [
        Entity(tokens[a][0], tokens[b - 1][1], "ORG" if i % 2 else "PER") for i, (a, b) in enumerate(pairwise(cuts))
    ]
    assert [Entity(*span) for span in decode(tokens, encode(tokens, chosen))] == chosen


def test_the_seed_decides(make_system: Make) -> None:
    """The same one gives the same tags of a network that has hardly learnt, another one others."""
    rows = [[letter * n for letter in LETTERS] for n in range(1, 4)]
    names = ["B-A", "B-B", "B-C", "B-D", "O"]
    tags = [[names[(i * i) % 5] for i in range(len(row))] for row in rows]
    once, twice, other = (
        make_system(epochs="1", seed=seed).fit_tags(rows, tags).predict_tags(rows) for seed in ("7", "7", "8")
    )
    assert once == twice
    assert once != other


def test_nothing_is_learnt_from_nothing(make_system: Make) -> None:
    """It says so."""
    with pytest.raises(ValueError, match="no documents to learn from: give at least one"):
        make_system().fit([])
    with pytest.raises(ValueError, match="no words to learn from: give at least one"):
        make_system().fit_tags([[]], [[]])


def test_a_model_that_is_there_misses_nothing(make_system: Make) -> None:
    """A folder is enough."""
    assert make_system().missing() is None


@pytest.mark.parametrize("name", ["/no/such/folder", "camket-tests/no-such-model"])
def test_an_unknown_model_is_named_with_what_to_do(make_system: Make, make: Make, name: str) -> None:
    """Before anything is learnt; nobody downloads a gigabyte without having asked for it."""
    system = make_system(model=name)
    assert "or --set model=FOLDER" in system.missing()
    with pytest.raises(ValueError, match=f"{name} is no folder and not in the local cache"):
        system.fit([make("composed-901", "Mưa.")])


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file itself needs neither package."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    system: Any = load_system(f"{FILE}:Transformer")
    assert system.missing() == f"torch is {INSTALL}"


def test_an_option_that_makes_no_sense_is_refused() -> None:
    """With what can be written instead."""
    with pytest.raises(ValueError, match="segment is 'vncorenlp': leave it empty, or write underthesea"):
        load_system(f"{FILE}:Transformer", {"segment": "vncorenlp"})
