"""Building, saving and opening an index: a folder of plain files that knows what made it.

========================  ==================================================================
``chunks.jsonl``          the chunks
``sentences.npy``         chunk, start and end of every sentence (see ``sentence_table``)
``dense.faiss``           a vector per chunk, in FAISS's format
``sentences.faiss``       a vector per sentence
``bm25/``                 term scores (.npy) and vocabulary (JSON), in bm25s' format
``tokens.npy`` …          a vector per token, where the model gives them (see ``late``)
``words.txt``             the plan's own words, kept whole by the tokenizer
``manifest.json``         recipe, counts, checksums
========================  ==================================================================
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings

from index.chunk_files import chunks_from_jsonl, chunks_to_jsonl
from index.dense import DenseIndex
from index.embeddings import identity_of
from index.errors import BUILD_COMMAND, IndexMismatchError, IndexStoreError, UnusableIndexError
from index.generations import build_lock, current_generation, new_generation
from index.late import LateIndex, TokenEmbeddings
from index.lexical import LexicalIndex
from index.manifest import MANIFEST_FILE, Manifest, checksums, read_manifest, verify_files
from index.reuse import Progress, embed_texts, vectors_of
from index.search import HybridIndex
from index.sentence_table import SentenceTable
from index.source import IndexSource
from index.tokenizer import Tokenizer

logger = logging.getLogger(__name__)

# An index can be replaced between reading its name and its files; then the new one is there to be read.
OPEN_ATTEMPTS = 5


def ensure_index(
    source: IndexSource,
    embeddings: Embeddings,
    folder: Path,
    *,
    may_write: bool = True,
    progress: Progress | None = None,
    cache_dir: Path | None = None,
) -> HybridIndex:
    """The current index of the source, built first where it is missing, damaged or outdated.

    Raises:
        IndexMissingError, IndexMismatchError: it has to be built, but may not be.
        IndexStoreError: the folder cannot be written.
    """
    try:
        return open_index(folder, embeddings, source=source, cache_dir=cache_dir)
    except UnusableIndexError as error:
        if not may_write:
            raise
        logger.warning("Building the index of %s in %s. %s", source.plan_id, folder, error.reason)
    _build_unless_current(source, embeddings, folder, progress, cache_dir)
    return open_index(folder, embeddings, source=source, cache_dir=cache_dir)


def build_index(
    source: IndexSource,
    embeddings: Embeddings,
    folder: Path,
    *,
    progress: Progress | None = None,
    cache_dir: Path | None = None,
    reuse: bool = True,
) -> Manifest:
    """Build an index beside the current one and put it in its place.

    ``folder`` holds one index and is made where it is missing; ``progress`` is called with (texts embedded,
    texts in all); the tokenizer keeps its fast dictionary in ``cache_dir``.
    Texts that the current index holds already keep their vectors unless ``reuse`` is off.
    """
    if not source.chunks:
        raise IndexStoreError(f"Plan {source.plan_id!r} has no chunks; an index needs at least one.")
    with build_lock(folder):
        known = _known_vectors(folder, embeddings) if reuse else {}
        return _build(source, embeddings, folder, progress, cache_dir, known)


def open_index(
    folder: Path,
    embeddings: Embeddings,
    *,
    source: IndexSource | None = None,
    cache_dir: Path | None = None,
) -> HybridIndex:
    """The current index of a folder, every file checked.

    Raises:
        IndexMissingError: there is none.
        IndexMismatchError: a file is damaged, or the index was made from something other than ``source``.
    """
    for _ in range(OPEN_ATTEMPTS):
        generation = current_generation(folder)
        try:
            return _open(generation, embeddings, source, cache_dir)
        except (IndexMismatchError, OSError) as error:
            if generation == current_generation(folder):
                raise _as_mismatch(error, generation) from error
    raise IndexStoreError(f"The index in {folder} was replaced {OPEN_ATTEMPTS} times while it was opened. Try again.")


def _as_mismatch(error: Exception, generation: Path) -> IndexMismatchError:
    if isinstance(error, IndexMismatchError):
        return error
    return IndexMismatchError(f"The index in {generation} cannot be read ({error}).")


def _build_unless_current(
    source: IndexSource, embeddings: Embeddings, folder: Path, progress: Progress | None, cache_dir: Path | None
) -> None:
    try:
        with build_lock(folder):
            try:
                # Another process may have built it while this one waited for the lock.
                open_index(folder, embeddings, source=source, cache_dir=cache_dir)
            except UnusableIndexError:
                known = _known_vectors(folder, embeddings)
                _build(source, embeddings, folder, progress, cache_dir, known)
    except OSError as error:
        raise IndexStoreError(
            f"The index in {folder} has to be built, but the folder cannot be written ({error}). "
            f"Choose another with PLANQA_DATA_DIR, or run as a user who may write it: {BUILD_COMMAND}"
        ) from error


def _build(
    source: IndexSource,
    embeddings: Embeddings,
    folder: Path,
    progress: Progress | None,
    cache_dir: Path | None,
    known: dict[str, np.ndarray],
) -> Manifest:
    tokenizer = Tokenizer(source.words, cache_dir)
    table = SentenceTable.of(source.chunks, source.split)
    texts = [chunk.contextualized for chunk in source.chunks]
    all_texts = [*texts, *table.texts(source.chunks)]
    vectors = embed_texts(all_texts, embeddings, known, progress)
    with new_generation(folder) as place:
        (place / "chunks.jsonl").write_text(chunks_to_jsonl(source.chunks), encoding="utf-8", newline="")
        (place / "words.txt").write_text("\n".join(tokenizer.user_words), encoding="utf-8", newline="")
        np.save(place / "sentences.npy", table.rows, allow_pickle=False)
        DenseIndex.build(vectors[: len(texts)]).save(place / "dense.faiss")
        DenseIndex.build(vectors[len(texts) :]).save(place / "sentences.faiss")
        if isinstance(embeddings, TokenEmbeddings):
            LateIndex.build(texts, embeddings).save(place)
        LexicalIndex.build([tokenizer.tokens(text) for text in texts]).save(place / "bm25")
        manifest = Manifest(
            recipe=source.recipe(embeddings),
            dimension=vectors.shape[1],
            chunks=len(texts),
            sentences=len(table.rows),
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            files=checksums(place),
        )
        (place / MANIFEST_FILE).write_bytes(manifest.to_bytes())
    return manifest


def _known_vectors(folder: Path, embeddings: Embeddings) -> dict[str, np.ndarray]:
    """The vectors of the current index, where it is whole and of the same model."""
    try:
        index = open_index(folder, embeddings)
    except UnusableIndexError:
        return {}
    return vectors_of(index) if index.manifest.recipe.embeddings == identity_of(embeddings) else {}


def _open(place: Path, embeddings: Embeddings, source: IndexSource | None, cache_dir: Path | None) -> HybridIndex:
    manifest = read_manifest(place)
    verify_files(place, manifest)
    if source and (changed := manifest.recipe.differences(source.recipe(embeddings))):
        raise IndexMismatchError(f"The index in {place} is outdated ({'; '.join(changed)}).")
    words = (place / "words.txt").read_text(encoding="utf-8").split("\n")
    return HybridIndex(
        chunks=chunks_from_jsonl((place / "chunks.jsonl").read_text(encoding="utf-8")),
        sentences=SentenceTable(np.load(place / "sentences.npy", allow_pickle=False), manifest.chunks),
        dense=DenseIndex.load(place / "dense.faiss"),
        sentence_vectors=DenseIndex.load(place / "sentences.faiss"),
        lexical=LexicalIndex.load(place / "bm25"),
        tokenizer=Tokenizer(words, cache_dir),
        embeddings=embeddings,
        manifest=manifest,
        late=LateIndex.load(place),
    )
