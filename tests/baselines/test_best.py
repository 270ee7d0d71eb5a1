"""The best combination: it is what validation says is best, layer by layer."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from camket import benchmark
from camket.model import Document
from camket.systems import bare, load_system
from camket.systems import link as link_gold

NEAR = 0.005
"""Of two systems nearer than this the simpler is taken."""
TRACKS = ("entities", "numbers", "commitments", "arguments_given_span")


def test_no_other_system_has_a_layer_better_on_validation(root: Path) -> None:
    """So the choice is checked, and made anew where another system overtakes it."""
    found = [result for result in benchmark.committed(root) if result["split"] == "validation"]
    for track in TRACKS:
        f1 = {
            result["system"]: result["metrics"][track]["micro"]["f1"]
            for result in found
            if result["linked"] or not track.endswith("_given_span")
        }
        assert f1["best"] > max(f1.values()) - NEAR, track


def test_it_finds_all_layers_links_and_survives_being_saved(
    root: Path, make: Callable[..., Document], tmp_path: Path
) -> None:
    """On articles of one pattern."""
    target = f"{root / 'baselines' / 'best.py'}:Best"
    train = [
        make(
            f"a{i}",
            f'<e type="ORG" id="e1">Sở Y tế</e> <e type="GPE">{city}</e> '
            '<c type="PLEDGE" specificity="specific" actor="e1" amount="n1">cam kết góp '
            f'<n type="MONEY" value="{i}000000" unit="VND" id="n1">{i} triệu đồng</n></c>.',
            "Trời mưa to.",
        )
        for i, city in enumerate(("Hà Nội", "Huế", "Đà Nẵng", "Cần Thơ"), 2)
    ]
    system: Any = load_system(target)
    system.fit(train)
    system.save(tmp_path)
    (predicted,) = system.predict([bare(train[0])])
    assert predicted.entities == train[0].entities
    assert predicted.numbers == train[0].numbers
    assert predicted.commitments == train[0].commitments
    (linked,) = link_gold(system, train[:1])
    assert linked.commitments == train[0].commitments
    restored: Any = load_system(target)
    restored.restore(tmp_path)
    assert restored.predict([bare(train[0])]) == [predicted]
