"""The labelling interface of Label Studio for our layers: what the project's "Labeling Interface" field takes.

A set of labels for each layer, so that spans nest and overlap freely and AGREEMENT can be two things; fields for a
number's value, unit and modifier and a commitment's specificity, shown while a region of theirs is selected; the
arguments as relations from a commitment to its mention. Hotkeys stand beside the labels.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from camket.model import MODIFIERS, SPECIFICITIES

TEXT = "text"
CONTROLS = {"entities": "entity", "numbers": "number", "parties": "party", "commitments": "commitment"}
"""Layers and the names of their sets of labels."""
PARTY_LABEL = "PARTY"
VALUE, UNIT, MODIFIER, SPECIFICITY = "value", "unit", "modifier", "specificity"


@dataclass(frozen=True, slots=True)
class _Label:
    """A label with its key, its colour and its rule in short, in Vietnamese and English."""

    key: str
    colour: str
    vietnamese: str
    english: str


_ENTITIES = {
    "PER": _Label("1", "#d6278a", "tên người, không kèm chức danh", "a person's name without title"),
    "ROLE": _Label(
        "2", "#e377c2", "chức danh, kèm cơ quan và nước của nó", "title or office, with its body and country"
    ),
    "ORG": _Label("3", "#1f77b4", "tổ chức có tên, kể cả chính phủ", "a named organisation, governments too"),
    "GPE": _Label("4", "#17a2b8", "nước, tỉnh, thành phố, huyện có tên", "a named country, province, city, district"),
    "LOC": _Label("5", "#0b5f6b", "vùng, biển, sông, châu lục có tên", "a named region, sea, river, continent"),
    "EVENT": _Label("6", "#9467bd", "hội nghị, diễn đàn, hội chợ có tên", "a named meeting, forum, fair"),
    "PROJECT": _Label("7", "#6a3d9a", "công trình, tuyến, chương trình có tên", "a named facility, line, programme"),
    "AGREEMENT": _Label(
        "8",
        "#5c7cfa",
        "hiệp định, luật, bản ghi nhớ, quan hệ đối tác có tên",
        "a named treaty, law, partnership",
    ),
    "SECTOR": _Label(
        "9",
        "#8c564b",
        "lĩnh vực, công nghệ được hợp tác, đầu tư, đào tạo",
        "a field of cooperation, investment, trade, training",
    ),
}
_NUMBERS = {
    "MONEY": _Label("q", "#006d2c", "tiền: số, bậc và đơn vị", "money: numeral, scale and unit"),
    "PERCENT": _Label("w", "#238b45", "phần trăm, điểm phần trăm (pp)", "percentages, percentage points (pp)"),
    "QUANTITY": _Label("e", "#41ab5d", "số lượng, kèm danh từ được đếm", "a count or measure with its noun"),
    "ORDINAL": _Label(
        "r", "#74c476", "số thứ tự: thứ ba, lần 5; trừ “đầu tiên”", "a rank: thứ ba, lần 5; not “đầu tiên”"
    ),
    "DATE": _Label("t", "#7c9a00", "khi nào: ngày, tháng, quý, năm, kỳ", "when: day, month, quarter, year, period"),
    "DURATION": _Label("y", "#a3b84c", "bao lâu", "how long"),
}
_PARTIES = {
    PARTY_LABEL: _Label(
        "p",
        "#7f7f7f",
        "cụm danh từ chung hoặc đại từ làm actor, recipient",
        "a noun phrase or pronoun as actor, recipient",
    )
}
_COMMITMENTS = {
    "PLEDGE": _Label("a", "#f2b705", "chủ thể tự ràng buộc mình", "the actor binds itself"),
    "AGREEMENT": _Label("s", "#ff922b", "các bên cùng ràng buộc nhau; việc ký", "parties bind each other; signing"),
    "REQUEST": _Label("d", "#d9480f", "đề nghị bên khác làm một việc", "one party asks another to act"),
    "INTENT": _Label("f", "#ffd43b", "dự định, cân nhắc, mong muốn", "plan, consideration, wish"),
    "FULFILMENT": _Label("g", "#b08900", "việc hợp tác được báo là đã làm", "a deed of cooperation is reported done"),
    "REFUSAL": _Label("j", "#d62728", "từ chối điều được đề nghị hay được mời", "turns down what was asked or offered"),
}
LABELS: Mapping[str, Mapping[str, _Label]] = {
    "entities": _ENTITIES,
    "numbers": _NUMBERS,
    "parties": _PARTIES,
    "commitments": _COMMITMENTS,
}
_TITLES = {
    "entities": "Thực thể / Entities",
    "numbers": "Con số / Numbers",
    "parties": "Bên / Party",
    "commitments": "Cam kết / Commitments",
}
_RULES = {
    "entities": "Chỉ lấy tên riêng, trừ ROLE và SECTOR; mọi lần xuất hiện, kể cả trong tít; được lồng nhau. / "
    "Names only, but for ROLE and SECTOR; every mention, in headlines too; they may nest.",
    "numbers": "Số + bậc + đơn vị, không kèm từ hạn định (hơn, gần, khoảng); không lấy số trong tên riêng. / "
    "Numeral + scale + unit, without the modifier (hơn, gần, khoảng); not in a name.",
    "parties": "Chỉ khi làm tham tố của một cam kết. / Only as an argument of a commitment.",
    "commitments": "Từ động từ đến hết điều được hứa, chủ thể để ngoài; không lồng nhau. / "
    "From the verb to the end of what is promised, the actor outside; they do not nest.",
}
_ARGUMENTS = (
    "Tham tố / Arguments: chọn cam kết, bấm Alt+R, nhấp vào tham tố, rồi chọn tên ở thẻ Relations. / "
    "Select the commitment, press Alt+R, click the argument, then name it under Relations."
)
_ROLES = {
    "actor": "ai chịu ràng buộc, đề nghị, dự định, đã làm, từ chối / who is bound, asks, plans, did it, refuses",
    "recipient": "ai được đề nghị, ai nhận hoặc hưởng lợi / who is asked, who gets or benefits",
    "amount": "mức: MONEY, QUANTITY, PERCENT / how much",
    "deadline": "thời hạn, hoặc lúc đã làm: DATE, DURATION / by when, or when it was done",
}
_MODIFIER_KEYS = {"approx": "z", "min": "x", "max": "c"}
_SPECIFICITY_KEYS = {"specific": "v", "vague": "b"}
_STYLE = """
.camket h4, .camket [class*=htx-richtext] * { font-family: Roboto, Arial, sans-serif !important; }
.camket-labels { position: sticky; top: 0; z-index: 101; padding: 4px 0; }
.camket-labels { background: var(--color-neutral-background, #fff); }
.camket [class*=lsf-labels] { display: contents; }
.camket [class*=label_clickable] { margin: 0; padding: 0 6px; font-size: 12px; line-height: 22px; }
.camket [class*=label__hotkey] { margin-left: 6px; }
.camket [class*=lsf-choices], .camket [data-testid=textarea-regions] { margin: 0 !important; }
.camket [data-testid=htx-textbox-content] { min-height: 0; padding: 2px 8px; }
[class*=htx-richtext] { white-space: pre-wrap; line-height: 2.7; font-size: 16px; padding: 16px 0 0 28px; }
[class*=richtext__line]:not(:empty) { border-left: 2px solid #9aa0a6; padding-left: 6px; }
.relations-overlay g g text { font-size: 10px !important; }
.relations-overlay g g rect { y: -8px; height: 14px; }
.relations-overlay path { opacity: 0.4; }
"""
_ROW = "display: flex; flex-wrap: wrap; gap: 2px 4px; align-items: center; margin: 2px 0"
_SMALL = "font-size: 13px; line-height: 18px; margin: 0; font-weight: 600"
_PLAIN = "font-size: 13px; line-height: 18px; margin: 0; font-weight: 400"


def interface() -> str:
    """The labelling interface as XML."""
    view = ET.Element("View", className="camket")
    ET.SubElement(view, "Style").text = _STYLE
    _guide(view)
    box = ET.SubElement(view, "View", className="camket-labels")
    for layer, labels in LABELS.items():
        _labels(box, layer, labels)
    _number_fields(box)
    _commitment_fields(box)
    relations = ET.SubElement(view, "Relations", choice="single")
    for role in _ROLES:
        ET.SubElement(relations, "Relation", value=role)
    _header(view, "$title", _SMALL)
    ET.SubElement(view, "Text", name=TEXT, value="$text", granularity="word")
    ET.indent(view)
    return ET.tostring(view, encoding="unicode") + "\n"


def _header(parent: ET.Element, text: str, style: str) -> None:
    ET.SubElement(parent, "Header", value=text, size="5", style=style)


def _guide(view: ET.Element) -> None:
    """The rules in short, folded away."""
    panel = ET.SubElement(ET.SubElement(view, "Collapse"), "Panel", value="Hướng dẫn tóm tắt / The guidelines in short")
    for layer, labels in LABELS.items():
        _header(panel, f"{_TITLES[layer]}: {_RULES[layer]}", _SMALL)
        for name, label in labels.items():
            _header(panel, f"{name} [{label.key}] {label.vietnamese} / {label.english}", _PLAIN)
    _header(panel, _ARGUMENTS, _SMALL)
    for role, meaning in _ROLES.items():
        _header(panel, f"{role}: {meaning}", _PLAIN)


def _labels(parent: ET.Element, layer: str, labels: Mapping[str, _Label]) -> None:
    row = ET.SubElement(parent, "View", style=_ROW)
    _header(row, _TITLES[layer], _SMALL)
    control = ET.SubElement(row, "Labels", name=CONTROLS[layer], toName=TEXT, choice="single", showInline="true")
    for name, label in labels.items():
        hint = f"{name}: {label.vietnamese} / {label.english}"
        ET.SubElement(control, "Label", value=name, hotkey=label.key, background=label.colour, hint=hint)


def _number_fields(parent: ET.Element) -> None:
    """Value, unit and modifier, shown while a number is selected."""
    control = CONTROLS["numbers"]
    row = ET.SubElement(parent, "View", style=_ROW, visibleWhen="region-selected", whenTagName=control)
    fields = ((VALUE, "12500000000 · 2..3 · 2026-04/2026-06 · P3Y6M"), (UNIT, "VND · USD · kỹ sư"))
    for (name, example), title in zip(fields, ("Giá trị / Value", "Đơn vị / Unit"), strict=True):
        _header(row, title, _SMALL)
        shown = {"rows": "1", "editable": "true", "maxSubmissions": "1", "placeholder": example}
        ET.SubElement(row, "TextArea", {**_region(name, control), **shown})
    _header(row, "Từ hạn định / Modifier", _SMALL)
    _choices(row, MODIFIER, {name: _MODIFIER_KEYS[name] for name in MODIFIERS}, control)


def _commitment_fields(parent: ET.Element) -> None:
    """Specificity, shown while a commitment is selected."""
    control = CONTROLS["commitments"]
    row = ET.SubElement(parent, "View", style=_ROW, visibleWhen="region-selected", whenTagName=control)
    _header(row, "Kiểm chứng được? / Could a third party check it?", _SMALL)
    _choices(row, SPECIFICITY, {name: _SPECIFICITY_KEYS[name] for name in SPECIFICITIES}, control)


def _choices(parent: ET.Element, name: str, keys: Mapping[str, str], control: str) -> None:
    shown = {"choice": "single", "showInline": "true"}
    choices = ET.SubElement(parent, "Choices", {**_region(name, control), **shown})
    for value, key in keys.items():
        ET.SubElement(choices, "Choice", value=value, hotkey=key)


def _region(name: str, control: str) -> dict[str, str]:
    """The attributes of a field that each region of a set of labels has."""
    return {"name": name, "toName": TEXT, "perRegion": "true", "whenTagName": control}
