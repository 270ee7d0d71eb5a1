"""UIMA CAS XMI: every document comes back, and exports of INCEpTION with other layers are read."""

from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from lxml import etree

from camket.formats import annotation_xml
from camket.formats.drafts import Reading
from camket.model import Argument, Commitment, Document, Number

pytest.importorskip("cassis", reason="the extra camket[formats] is not installed")
cas = pytest.importorskip("camket.formats.cas")


TEXT = "😀 JICA sẽ góp 3 tỷ yên. Bộ Y tế cảm ơn."
FEATURE = (
    """<featureDescription><name>{}</name><description/><rangeTypeName>{}</rangeTypeName>{}</featureDescription>"""
)
TYPE = """<typeDescription><name>{}</name><description/><supertypeName>{}</supertypeName>
<features>{}</features></typeDescription>"""
STRING, ANNOTATION = "uima.cas.String", "uima.tcas.Annotation"
ROLES = FEATURE.format("role", STRING, "") + FEATURE.format("target", ANNOTATION, "")
LINKS = FEATURE.format("who", "uima.cas.FSArray", "<elementType>webanno.custom.ActWhoLink</elementType>")
TYPES = "".join(
    [
        '<?xml version="1.0" encoding="UTF-8"?>\n<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">',
        "<types>",
        TYPE.format(
            "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity", ANNOTATION, FEATURE.format("value", STRING, "")
        ),
        TYPE.format(
            "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS",
            ANNOTATION,
            FEATURE.format("PosValue", STRING, ""),
        ),
        TYPE.format("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence", ANNOTATION, ""),
        TYPE.format("webanno.custom.ActWhoLink", "uima.cas.TOP", ROLES),
        TYPE.format("webanno.custom.Act", ANNOTATION, FEATURE.format("kind", STRING, "") + LINKS),
        TYPE.format("webanno.custom.Chain", "uima.cas.AnnotationBase", ""),
        "</types></typeSystemDescription>",
    ]
)
HEAD = """<?xml version="{version}" encoding="UTF-8"?>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:custom="http:///webanno/custom.ecore"
 xmlns:ner="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore"
 xmlns:pos="http:///de/tudarmstadt/ukp/dkpro/core/api/lexmorph/type/pos.ecore"
 xmlns:seg="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore" xmi:version="2.0">
<cas:NULL xmi:id="0"/>
"""
SOFA = (
    '<cas:Sofa xmi:id="{0}" sofaNum="{0}" sofaID="{1}" mimeType="text" sofaString={2}/>\n'
    '<cas:View sofa="{0}" members="{3}"/>\n'
)
ENTITY = '<ner:NamedEntity xmi:id="10" sofa="1" begin="3" end="7" value="ORG"/>\n'
ACT = (
    '<custom:Act xmi:id="11" sofa="1" begin="11" end="23" kind="PLEDGE" who="12"/>\n'
    '<custom:ActWhoLink xmi:id="12" role="actor" target="10"/>\n'
)


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Reading]:
    """Reads an export of INCEpTION with these elements in its first view, line 7 on."""

    def reading(elements: str, members: str, version: str = "1.0", text: str = TEXT, more: str = "") -> Reading:
        (tmp_path / "TypeSystem.xml").write_text(TYPES, encoding="utf-8")
        body = elements + SOFA.format(1, "_InitialView", text if text[:1] == '"' else quoteattr(text), members) + more
        path = tmp_path / "admin.xmi"
        path.write_text(HEAD.format(version=version) + body + "</xmi:XMI>\n", encoding="utf-8")
        result: Reading = cas.read(path)
        return result

    return reading


def faults(reading: Reading) -> list[tuple[int, str]]:
    return sorted((fault.line, fault.message) for fault in reading.faults)


def again(document: Document, folder: Path) -> Reading:
    for name, content in cas.write([document]).items():
        (folder / name).write_text(content, encoding="utf-8", newline="\n")
    result: Reading = cas.read(folder / f"{document.id}.xmi")
    return result


def test_a_document_comes_back_with_all_it_has(tmp_path: Path, article: str) -> None:
    path = tmp_path / "article.xml"
    path.write_text(article, encoding="utf-8")
    document = annotation_xml.read(path)
    reading = again(document, tmp_path)
    assert (reading.documents, reading.faults) == ([document], [])


def test_offsets_in_the_file_count_utf16_units(make: Callable[..., Document], tmp_path: Path) -> None:
    document = make("composed-950", "😀😀 <e type='ORG'>JICA</e>.", "Ở <e type='GPE'>Huế</e> 🎉.")
    assert again(document, tmp_path).documents == [document]
    root = etree.parse(str(tmp_path / "composed-950.xmi")).getroot()
    entity = next(element for element in root if element.tag.endswith("}Entity"))
    assert (entity.get("begin"), entity.get("end")) == ("5", "9")
    assert [e.get("begin") for e in root if e.tag.endswith("}Sentence")] == ["0", "11"]


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_layers_of_another_project(read: Callable[..., Reading], version: str) -> None:
    reading = read(ENTITY + ACT, "10 11", version)
    assert reading.faults == []
    (document,) = reading.documents
    assert document.id == "admin"
    assert [document.surface(entity) for entity in document.entities] == ["JICA"]
    assert document.commitments == (Commitment(10, 22, "PLEDGE", "", (Argument("actor", 2, 6),)),)
    assert len(document.sentences) == 2


def test_other_layers_and_labels_are_counted_by_type(read: Callable[..., Reading]) -> None:
    others = "".join(
        f'<pos:POS xmi:id="{number}" sofa="1" begin="3" end="7" PosValue="N"/>\n' for number in range(20, 23)
    )
    reading = read(others + ENTITY.replace("ORG", "CITY"), "10 20 21 22")
    prefix = "de.tudarmstadt.ukp.dkpro.core.api"
    assert faults(reading) == [
        (7, f"3 × {prefix}.lexmorph.type.pos.POS, which has no label of ours"),
        (10, f"1 × {prefix}.ner.type.NamedEntity, which has no label of ours"),
    ]
    assert reading.documents[0].entities == ()


@pytest.mark.parametrize(("begin", "end"), [(1, 7), (3, 99), (7, 3)])
def test_offsets_that_cannot_be(read: Callable[..., Reading], begin: int, end: int) -> None:
    wrong = ENTITY.replace('"10"', '"9"').replace('begin="3" end="7"', f'begin="{begin}" end="{end}"')
    reading = read(wrong + ENTITY, "9 10")
    (fault,) = reading.faults
    assert (fault.line, fault.message[:20]) == (7, "NamedEntity xmi:id=9")
    assert [reading.documents[0].surface(entity) for entity in reading.documents[0].entities] == ["JICA"]


def test_links_and_chains_in_the_view(read: Callable[..., Reading]) -> None:
    reading = read(ENTITY + ACT + '<custom:Chain xmi:id="50" sofa="1"/>\n', "10 11 12 50")
    assert faults(reading) == [(10, "1 × webanno.custom.Chain, which has no label of ours")]
    assert len(reading.documents[0].commitments[0].arguments) == 1


def test_a_link_without_its_target(read: Callable[..., Reading]) -> None:
    reading = read(ENTITY + ACT.replace(' target="10"', ""), "10 11")
    assert faults(reading) == [(8, "Act xmi:id=11: who without a target")]
    assert reading.documents[0].commitments[0].arguments == ()


def test_several_views(read: Callable[..., Reading]) -> None:
    other = '<ner:NamedEntity xmi:id="30" sofa="2" begin="0" end="4" value="GPE"/>\n'
    more = SOFA.format(2, "_Second", '"Laos"', "30") + SOFA.format(3, "Third", '"x"', "")
    reading = read(ENTITY + other, "10", more=more)
    assert [document.id for document in reading.documents] == ["admin", "admin-second"]
    assert [len(document.entities) for document in reading.documents] == [1, 1]
    assert [message for _, message in faults(reading)] == ["view Third, which has no annotation of ours"]


def test_control_characters_of_xml_1_1(read: Callable[..., Reading]) -> None:
    reading = read(ENTITY, "10", "1.1", text='"😀 JICA&#11;sẽ&#x1; góp."')
    assert [document.text for document in reading.documents] == ["😀 JICA sẽ góp."]
    assert faults(reading)[0] == (0, "2 control characters")


def test_types_that_the_type_system_lacks(read: Callable[..., Reading]) -> None:
    reading = read(ENTITY + '<custom:Mood xmi:id="40" sofa="1" begin="3" end="7"/>\n', "10 40")
    assert len(reading.documents[0].entities) == 1
    assert "webanno.custom.Mood" in reading.faults[0].message


@pytest.mark.parametrize("content", ["<xmi", "<a/>", HEAD.format(version="1.0") + "</xmi:XMI>"])
def test_what_is_no_cas(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.xmi"
    path.write_text(content, encoding="utf-8")
    reading = cas.read(path)
    assert reading.documents == []
    assert reading.faults


def test_a_type_system_that_is_none_is_named(read: Callable[..., Reading], tmp_path: Path) -> None:
    read(ENTITY, "10")
    (tmp_path / "TypeSystem.xml").write_text("<bad", encoding="utf-8")
    reading = cas.read(tmp_path / "admin.xmi")
    assert reading.documents == []
    assert [Path(fault.path).name for fault in reading.faults] == ["TypeSystem.xml"]


def test_a_number_of_a_layer_without_values(read: Callable[..., Reading]) -> None:
    """dkpro-cassis answers with a method of its own where an annotation has no feature `value`."""
    reading = read('<custom:Act xmi:id="11" sofa="1" begin="14" end="23" kind="MONEY"/>\n', "11")
    (document,) = reading.documents
    assert document.numbers == (Number(document.numbers[0].start, document.numbers[0].end, "MONEY", ""),)
    assert document.surface(document.numbers[0]) == "3 tỷ yên"


def test_a_reference_to_nothing_is_said(read: Callable[..., Reading]) -> None:
    reading = read(ENTITY, "10 99")
    assert reading.documents == []
    assert reading.faults[0].message.startswith("no CAS: ")


def test_wrong_labels_and_values_of_our_layers(make: Callable[..., Document], tmp_path: Path) -> None:
    document = make("composed-950", "<n type='MONEY' value='3' unit='USD'>3 USD</n> <e type='ORG'>JICA</e>")
    again(document, tmp_path)
    path = tmp_path / "composed-950.xmi"
    xml = path.read_text(encoding="utf-8")
    path.write_text(
        xml.replace('label="ORG"', 'label="Firma"').replace("<custom:Number", "<custom:Number modifier='x'")
    )
    reading = cas.read(path)
    assert [fault.message.split(": ")[1] for fault in reading.faults] == ["label 'Firma'", "modifier 'x'"]
    assert reading.documents[0].numbers == (Number(0, 5, "MONEY", "3", "USD"),)


@pytest.mark.slow  # dkpro-cassis takes a third of a second for each article
@pytest.mark.parametrize("layer", ["composed", "retold"])
def test_every_article_comes_back(root: Path, tmp_path: Path, layer: str) -> None:
    documents = [annotation_xml.read(path) for path in sorted((root / "annotations" / layer).glob("*.xml"))]
    for name, content in cas.write(documents).items():
        (tmp_path / name).write_text(content, encoding="utf-8", newline="\n")
    for document in documents:
        reading = cas.read(tmp_path / f"{document.id}.xmi")
        assert (reading.documents, reading.faults) == ([document], [])
