from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.errors import IndexMismatchError, IndexMissingError, IndexStoreError
from index.generations import POINTER_FILE, current_generation
from index.store import open_index
from tests.index.plan_material import TEXTS, BigramHashing, build, ensure, source

ROOT = Path(__file__).parents[2]
OTHER_TEXTS = {**TEXTS, "c4.p1": ("保障", "市财政每年安排资金。")}


@pytest.fixture
def folder(tmp_path) -> Path:
    build(source(), BigramHashing(), tmp_path / "index")
    return tmp_path / "index"


def files_of(folder: Path) -> list[Path]:
    return sorted(path for path in current_generation(folder).rglob("*") if path.is_file())


def test_what_is_opened_is_what_was_built(folder):
    index = open_index(folder, BigramHashing(), source=source())
    assert [chunk.id for chunk in index.chunks] == list(TEXTS)
    assert index.chunks == tuple(source().chunks)
    assert index.manifest.recipe.plan_id == "青山"
    assert (index.manifest.chunks, index.manifest.dimension) == (len(TEXTS), 64)
    assert index.tokenizer.user_words == ("青山科技园",)


def test_the_same_source_gives_the_same_hash(folder, tmp_path):
    again = build(source(), BigramHashing(), tmp_path / "again")
    assert open_index(folder, BigramHashing()).index_hash == again.index_hash
    changed = build(source(OTHER_TEXTS), BigramHashing(), tmp_path / "other")
    assert changed.index_hash != again.index_hash


def test_the_hash_does_not_depend_on_the_order_of_sets(tmp_path):
    code = (
        "from pathlib import Path; from tests.index.plan_material import *;"
        f"print(build(source(), BigramHashing(), Path({str(tmp_path)!r})).index_hash)"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(hashes) == 1


def test_no_pickle_in_any_file(folder):
    assert {path.suffix for path in files_of(folder)} <= {".npy", ".json", ".jsonl", ".txt", ".faiss"}
    for path in files_of(folder):
        assert not path.read_bytes().startswith(b"\x80")


def test_a_flipped_byte_in_any_file_is_noticed(folder):
    for path in files_of(folder):
        good = path.read_bytes()
        for place in {0, len(good) // 2, len(good) - 1}:
            path.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
            with pytest.raises(IndexMismatchError, match="python -m index build"):
                open_index(folder, BigramHashing())
        path.write_bytes(good)
    assert open_index(folder, BigramHashing()).manifest.chunks == len(TEXTS)


@pytest.mark.parametrize("content", [b"", b"../elsewhere\n", b"gone\n", b"\xff\xfe"])
def test_a_damaged_pointer_is_a_missing_index(folder, content):
    (folder / POINTER_FILE).write_bytes(content)
    with pytest.raises(IndexMissingError, match="python -m index build"):
        open_index(folder, BigramHashing())


def test_a_missing_and_an_added_file_are_named(folder):
    (current_generation(folder) / "extra.txt").write_text("x")
    with pytest.raises(IndexMismatchError, match=r"extra.txt is not listed"):
        open_index(folder, BigramHashing())
    (current_generation(folder) / "extra.txt").unlink()
    (current_generation(folder) / "sentences.npy").unlink()
    with pytest.raises(IndexMismatchError, match=r"sentences.npy is missing"):
        open_index(folder, BigramHashing())


class OtherModel(BigramHashing):
    identity = "other model"


@pytest.mark.parametrize(
    ("embeddings", "changed_source", "named"),
    [
        (OtherModel(), source(), "embeddings: bigram-hashing 64 → other model"),
        (BigramHashing(), source(OTHER_TEXTS), "plan_sha256: .*chunks_sha256: "),
        (BigramHashing(), source(words=("青山大学",)), "tokenizer: "),
    ],
)
def test_an_outdated_index_says_what_changed_and_is_rebuilt(folder, embeddings, changed_source, named, caplog):
    with pytest.raises(IndexMismatchError, match=named):
        open_index(folder, embeddings, source=changed_source)
    with caplog.at_level(logging.INFO, "index.store"):
        index = ensure(changed_source, embeddings, folder)
    assert len(index) == len(changed_source.chunks)
    (line,) = [record.message for record in caplog.records]
    assert line.startswith(f"Building the index of 青山 in {folder}. The index in ")
    assert "python -m index build" not in line


def test_ensure_builds_once_and_reports_progress(tmp_path, caplog):
    seen: list[tuple[int, int]] = []
    with caplog.at_level(logging.INFO, "index.store"):
        ensure(source(), BigramHashing(), tmp_path, progress=lambda done, total: seen.append((done, total)))
        ensure(source(), BigramHashing(), tmp_path, progress=lambda done, total: seen.append((done, total)))
    # Five chunks, and the sentences of the two that have more than one: two and three.
    assert seen == [(10, 10)]
    assert len(caplog.records) == 1


def test_ensure_may_be_told_not_to_write(tmp_path):
    with pytest.raises(IndexMissingError, match="python -m index build"):
        ensure(source(), BigramHashing(), tmp_path / "new", may_write=False)
    assert not (tmp_path / "new").exists()


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexStoreError, match="PLANQA_DATA_DIR"):
        ensure(source(), BigramHashing(), tmp_path / "file" / "index")


def test_no_chunks(tmp_path):
    with pytest.raises(IndexStoreError, match="青山.*no chunks"):
        build(source({}), BigramHashing(), tmp_path)


def test_a_failed_build_leaves_the_old_index_and_no_rubbish(folder):
    class Failing(BigramHashing):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            raise RuntimeError("model gone")

    before = sorted(folder.iterdir())
    with pytest.raises(RuntimeError, match="model gone"):
        build(source(OTHER_TEXTS), Failing(), folder)
    assert sorted(folder.iterdir()) == before


KILLED_BUILD = """
import sys, time
from pathlib import Path
import numpy as np
from index import store
from tests.index.plan_material import *
stop_before, folder = sys.argv[1:]
def stop(*args, **kwargs):
    print("here", flush=True)
    time.sleep(60)
if stop_before == "vectors": store.embed_texts = stop
if stop_before == "bm25": store.LexicalIndex.build = stop
if stop_before == "rename": store.new_generation.__wrapped__.__globals__["_flush"] = stop
if stop_before == "pointer": store.new_generation.__wrapped__.__globals__["_point_to"] = stop
if stop_before == "clean-up": store.new_generation.__wrapped__.__globals__["_remove_others"] = stop
build(source({"c9.p1": ("新", "新的内容。")}), BigramHashing(), Path(folder))
"""


@pytest.mark.parametrize(
    ("stop_before", "serving"),
    [("vectors", 5), ("bm25", 5), ("rename", 5), ("pointer", 5), ("clean-up", 1)],
)
def test_a_killed_build_leaves_a_whole_index(folder, stop_before, serving):
    command = [sys.executable, "-c", KILLED_BUILD, stop_before, str(folder)]
    killed = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert killed.stdout is not None
    assert killed.stdout.readline() == "here\n"
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    killed.stdout.close()
    assert len(open_index(folder, BigramHashing())) == serving
    # The lock died with the build, and the next one clears the leftovers away.
    build(source(), BigramHashing(), folder)
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 1


PARALLEL_BUILD = """
import sys
from pathlib import Path
from index.store import open_index
from tests.index.plan_material import *
for _ in range(3):
    build(source(), BigramHashing(delay=0.02), Path(sys.argv[1]))
    assert len(open_index(Path(sys.argv[1]), BigramHashing(), source=source())) == 5
"""


def test_builds_at_once_and_a_reader_between_them(folder):
    command = [sys.executable, "-c", PARALLEL_BUILD, str(folder)]
    builds = [subprocess.Popen(command, cwd=ROOT) for _ in range(2)]
    opened = 0
    while any(build.poll() is None for build in builds):
        assert len(open_index(folder, BigramHashing())) == 5
        opened += 1
        time.sleep(0.005)
    assert [build.returncode for build in builds] == [0, 0]
    assert opened > 5
