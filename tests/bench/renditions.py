"""The renditions of a folder's photographs alone, as newsdesk makes them: no catalogue, no pages, no crops.

    python -m tests.bench.renditions FOLDER OUTPUT SUFFIX...

One task a photograph on two processes, as in a build; the benchmark measures this command beside Hugo's image pipeline, because a
build always makes every format.
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import msgspec

from builder.model.picture import CENTRE, Develop, Marks, Recipe, Suffix, ladder, published
from builder.render.develop import develop
from builder.source.media import picture_facts

WORKERS = 2


def made(path: Path, output: Path, suffixes: tuple[Suffix, ...]) -> int:
    """Write every rendition of one photograph, and return how many there are."""
    data = path.read_bytes()
    facts = picture_facts(path.name, data)
    recipes = tuple(
        Recipe("full", CENTRE, width, suffix) for suffix in suffixes for width in ladder(published(facts, "full")[0])
    )
    done = develop(Develop(path.name, data, recipes, Marks("", "", "")))
    for recipe, file in zip(recipes, done.files, strict=True):
        (output / f"{path.stem}-{recipe.width}.{recipe.suffix}").write_bytes(file)
    return len(done.files)


def main() -> None:
    """Make the renditions that the command line names."""
    folder, output = Path(sys.argv[1]), Path(sys.argv[2])
    suffixes = msgspec.convert(tuple(sys.argv[3:]), tuple[Suffix, ...])
    output.mkdir(parents=True)
    with ProcessPoolExecutor(WORKERS) as pool:
        count = sum(pool.map(partial(made, output=output, suffixes=suffixes), sorted(folder.glob("*.jpg"))))
    sys.stdout.write(f"{count}\n")


if __name__ == "__main__":
    main()
