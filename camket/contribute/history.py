"""Versions of annotation files in git: one of a revision, and which files differ from a revision."""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from camket.corpus.load import DRAFTS
from camket.formats import annotation_xml
from camket.model import Document

BASES = ("origin/main", "main")
"""What a branch is compared with, the first that there is."""


def pairs(old: str, new: str | None, root: Path) -> Iterator[tuple[str, Document, Document]]:
    """Name, old and new version of an article; or, of a revision alone, of every article changed since HEAD left it.

    Both are files, or REVISION:path as git names them. Raises ValueError for what is neither.
    """
    if new is None and (Path(old).is_file() or ":" in old):
        raise ValueError(f"what is {old} to be compared with? name a second file or REVISION:path")
    if new is not None:
        before, after = read(old, root), read(new, root)
        yield after.id, before, after
        return
    since = left(old, root)
    there_then = _files(since, root)
    for path in changed(since, root):
        name = path.relative_to(root).as_posix()
        was = read(f"{since}:{name}", root) if name in there_then else None
        now = annotation_xml.read(path, name) if path.is_file() else None
        if there := now or was:
            empty = Document(there.id, there.split, there.date, None if there.text is None else "")
            yield name, was or empty, now or empty


def read(named: str, root: Path) -> Document:
    """The document of a file or of REVISION:path; raises ValueError where there is none, FaultsError for faults."""
    if Path(named).is_file():
        return annotation_xml.read(Path(named))
    if ":" not in named:
        raise ValueError(f"no file {named}: name an annotation file, or REVISION:path as HEAD:annotations/…")
    data = git(root, "show", named)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "article.xml")
        path.write_bytes(data)
        return annotation_xml.read(path, named)


def base(root: Path) -> str | None:
    """The commit at which this branch left main; None where there is no git repository with a main."""
    for name in BASES:
        try:
            return left(name, root)
        except ValueError:
            continue
    return None


def left(revision: str, root: Path) -> str:
    """The commit at which HEAD left a revision, whatever was added there since; raises ValueError where none is."""
    return git(root, "merge-base", "HEAD", revision).decode().strip()


def changed(revision: str, root: Path, only_new: bool = False) -> list[Path]:
    """The annotation files that differ from a revision, or those that are not in it; drafts left out."""
    told = git(root, "diff", "--name-only", "--no-renames", "-z", revision, "--", "annotations")
    told += git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", "annotations")
    names = {name for name in told.decode().split("\0") if name.endswith(".xml")}
    if only_new:
        names -= _files(revision, root)
    return [root / name for name in sorted(names) if not Path(name).is_relative_to(DRAFTS)]


def would_track(path: Path, root: Path) -> bool:
    """Whether git has a file or would add it."""
    if not path.resolve().is_relative_to(root.resolve()):
        return False
    try:
        told = git(root, "ls-files", "--cached", "--others", "--exclude-standard", "--", str(path.resolve()))
    except ValueError:
        return False
    return bool(told.strip())


def _files(revision: str, root: Path) -> set[str]:
    return set(git(root, "ls-tree", "-r", "--name-only", "-z", revision, "--", "annotations").decode().split("\0"))


def git(root: Path, *arguments: str) -> bytes:
    """What a git command prints; raises ValueError with git's own words where it fails."""
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=True)
    except FileNotFoundError as error:
        raise ValueError("git is not installed: compare files instead") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines() or ["it failed"]
        raise ValueError(f"git {arguments[0]}: {said[0]}") from error
    return done.stdout
