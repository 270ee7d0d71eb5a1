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
    "PER": _Label("1", "#d62728", "tên người, không kèm chức danh", "a person's name without title"),
    "ROLE": _Label(
        "2", "#ff7f0e", "chức danh, kèm cơ quan và nước của nó", "title or office, with its institution and country"
    ),
    "ORG": _Label("3", "#1f77b4", "tổ chức có tên, kể cả chính phủ", "a named organisation, governments too"),
    "GPE": _Label("4", "#2ca02c", "nước, tỉnh, thành phố có tên", "a named country, province, city"),
    "LOC": _Label("5", "#8c564b", "vùng, biển, sông, châu lục có tên", "a named region, sea, river, continent"),
    "EVENT": _Label("6", "#9467bd", "hội nghị, diễn đàn, hội chợ có tên", "a named meeting, forum, fair"),
    "PROJECT": _Label("7", "#e377c2", "công trình, chương trình có tên", "a named facility, works, programme"),
    "AGREEMENT": _Label(
        "8", "#17becf", "hiệp định, luật, quan hệ đối tác có tên", "a named treaty, law, partnership, memorandum"
    ),
    "SECTOR": _Label(
        "9", "#bcbd22", "lĩnh vực, công nghệ được hợp tác", "a field or technology that is an object of cooperation"
    ),
}
_NUMBERS = {
    "MONEY": _Label("q", "#006d2c", "tiền: số, bậc và đơn vị", "money: numeral, scale and unit"),
    "PERCENT": _Label("w", "#238b45", "phần trăm, điểm phần trăm (pp)", "percentages, percentage points (pp)"),
    "QUANTITY": _Label("e", "#41ab5d", "số lượng, kèm danh từ được đếm", "a count or measure with its noun"),
    "ORDINAL": _Label("r", "#74c476", "thứ hạng, không lấy “đầu tiên”", "a rank; not “first” in words"),
    "DATE": _Label("t", "#807dba", "ngày, tháng, quý, năm, khoảng ngày", "day, month, quarter, year, interval"),
    "DURATION": _Label("y", "#6a51a3", "khoảng thời gian", "a length of time"),
}
_PARTIES = {
    PARTY_LABEL: _Label(
        "p", "#7f7f7f", "cụm danh từ chung làm chủ thể hay bên nhận", "a common-noun phrase that fills a role"
    )
}
_COMMITMENTS = {
    "PLEDGE": _Label("a", "#08519c", "một bên tự ràng buộc mình", "the actor binds itself"),
    "AGREEMENT": _Label("s", "#3182bd", "các bên cùng ràng buộc nhau", "parties bind themselves together"),
    "REQUEST": _Label("d", "#a63603", "đề nghị bên khác làm", "one party asks another to act"),
    "INTENT": _Label("f", "#e6550d", "dự định, mong muốn, cân nhắc", "plan, expectation, wish"),
    "FULFILMENT": _Label("g", "#31a354", "điều đã hứa được báo là đã làm", "what was promised is reported done"),
    "REFUSAL": _Label("j", "#636363", "từ chối", "refusal"),
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
    "entities": "Chỉ tên riêng, trừ ROLE và SECTOR; được lồng nhau. / Names only, but for ROLE and SECTOR; may nest.",
    "numbers": "Số + bậc + đơn vị, không lấy “hơn, gần, khoảng” (đó là modifier). / "
    "Numeral + scale + unit, without the modifier word.",
    "parties": "Chỉ khi giữ một vai trong cam kết. / Only where it fills a role.",
    "commitments": "Từ động từ đến hết điều được hứa; chủ thể để ngoài. Rồi nối tới các tham tố. / "
    "From the verb to the end of what is promised, the actor outside. Then relate it to its arguments.",
}
_ROLES = {"actor": "#aec7e8", "recipient": "#98df8a", "amount": "#ff9896", "deadline": "#c5b0d5"}
_MODIFIER_KEYS = {"approx": "z", "min": "x", "max": "c"}
_SPECIFICITY_KEYS = {"specific": "v", "vague": "b"}
_STYLE = (
    "[class*=richtext] { white-space: pre-wrap; } [class*=htx-richtext] { line-height: 2.4; font-size: 16px; } "
    "[class*=richtext__line] { border-left: 2px solid #9aa0a6; padding-left: 6px; } "
    "[class*=lsf-labels] { margin: 2px 0; } [class*=lsf-textarea-tag], [class*=lsf-choices] { margin: 0; }"
)
_BOX = "position: sticky; top: 0; z-index: 2; padding: 4px 0; background: var(--color-neutral-background, #fff)"
_ROW = "display: flex; flex-wrap: wrap; gap: 8px; align-items: center"
_SMALL = "font-size: 13px; line-height: 18px; margin: 0; font-weight: 600"
_PLAIN = "font-size: 13px; line-height: 18px; margin: 0; font-weight: 400"


def interface() -> str:
    """The labelling interface as XML."""
    view = ET.Element("View")
    ET.SubElement(view, "Style").text = _STYLE
    _guide(view)
    box = ET.SubElement(view, "View", style=_BOX)
    for layer, labels in LABELS.items():
        _labels(box, layer, labels)
    _number_fields(box)
    _commitment_fields(box)
    relations = ET.SubElement(view, "Relations", choice="single")
    for role, colour in _ROLES.items():
        ET.SubElement(relations, "Relation", value=role, background=colour)
    _header(view, "$title", _SMALL)
    ET.SubElement(view, "Text", name=TEXT, value="$text", granularity="word")
    ET.indent(view)
    return ET.tostring(view, encoding="unicode") + "\n"


def _header(parent: ET.Element, text: str, style: str) -> None:
    ET.SubElement(parent, "Header", value=text, size="5", style=style)


def _guide(view: ET.Element) -> None:
    """The rules in short, folded away."""
    panel = ET.SubElement(ET.SubElement(view, "Collapse"), "Panel", value="Hướng dẫn / Guidelines")
    for layer, labels in LABELS.items():
        _header(panel, f"{_TITLES[layer]}: {_RULES[layer]}", _SMALL)
        for name, label in labels.items():
            _header(panel, f"{name} [{label.key}] {label.vietnamese} / {label.english}", _PLAIN)


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
    _header(row, "Mức / Modifier", _SMALL)
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
