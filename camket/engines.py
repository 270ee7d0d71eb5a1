"""Where chunks of a job are run: in this process, in several, or on Ray (an extra), with the same output.

Each worker loads the system by itself, from its own file and a model folder.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from camket.extract import Chunk, Done, Engine, Extractor, extract_chunk
from camket.kept import read_model
from camket.systems import load_system

AHEAD = 4
"""So many chunks a worker has waiting: enough to be busy, few enough to stay in memory."""


def extractor_of(target: str, model: Path | None, options: Mapping[str, str] | None = None) -> Extractor:
    """The extractor of a system, from its model folder where it learns."""
    return Extractor(load_system(target, options) if model is None else read_model(target, model))


def local(target: str, model: Path | None, options: Mapping[str, str] | None = None, workers: int = 1) -> Engine:
    """An engine on this machine: one process, or several."""

    def run(chunks: Sequence[Chunk]) -> Iterator[Done]:
        if workers == 1:
            extractor = extractor_of(target, model, options)
            yield from (extract_chunk(extractor, chunk) for chunk in chunks)
            return
        # spawned, not forked: a fork of a process with threads of a library may hang
        with ProcessPoolExecutor(workers, get_context("spawn"), _begin, (target, model, options)) as pool:
            left = iter(chunks)
            waiting: list[Future[Done]] = [pool.submit(_work, chunk) for chunk in islice(left, workers * AHEAD)]
            while waiting:
                yield waiting.pop(0).result()
                waiting += [pool.submit(_work, chunk) for chunk in islice(left, 1)]

    return run


_extractor: Extractor | None = None


def _begin(target: str, model: Path | None, options: Mapping[str, str] | None) -> None:
    global _extractor
    _extractor = extractor_of(target, model, options)


def _work(chunk: Chunk) -> Done:
    assert _extractor is not None
    return extract_chunk(_extractor, chunk)


def ray(target: str, model: Path | None, options: Mapping[str, str] | None = None, workers: int = 1) -> Engine:
    """An engine on Ray Data: on the cluster of $RAY_ADDRESS, or on one of its own with so many processes.

    On a cluster, input and model must lie where all its machines see them under the same path.
    """
    import ray as cluster

    def run(chunks: Sequence[Chunk]) -> Iterator[Done]:
        if not cluster.is_initialized():
            cluster.init(**_alone(workers), log_to_driver=False, logging_level="ERROR")
        context = cluster.data.DataContext.get_current()
        context.execution_options.preserve_order = True
        context.enable_progress_bars = False
        rows = [{"chunk": json.dumps(asdict(chunk))} for chunk in chunks]
        done = cluster.data.from_items(rows, override_num_blocks=max(1, len(rows))).map_batches(
            _RayWorker,
            fn_constructor_args=(target, None if model is None else str(model), dict(options or {})),
            batch_size=1,
            compute=cluster.data.ActorPoolStrategy(size=workers),
            num_cpus=1,
        )
        for row in done.iter_rows():
            yield row["lines"], json.loads(row["messages"])

    return run


def _alone(workers: int) -> dict[str, Any]:
    import os

    return {} if os.environ.get("RAY_ADDRESS") else {"num_cpus": workers + 1, "include_dashboard": False}


class _RayWorker:
    """An actor that has loaded the system."""

    def __init__(self, target: str, model: str | None, options: dict[str, str]) -> None:
        self.extractor = extractor_of(target, None if model is None else Path(model), options)

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[str]]:
        done = [extract_chunk(self.extractor, _chunk(json.loads(str(text)))) for text in batch["chunk"]]
        return {"lines": [lines for lines, _ in done], "messages": [json.dumps(messages) for _, messages in done]}


def _chunk(data: dict[str, Any]) -> Chunk:
    return Chunk(tuple(data["paths"]), data["start"], data["stop"], data["row"])
