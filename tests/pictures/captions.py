"""What the sample's pictures say of themselves, as an agency would write it, with secrets among it that must not get out."""

from typing import Final, NamedTuple

from tests.pictures import planting
from tests.pictures.camera import LEAK

_CODES: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/"


class Told(NamedTuple):
    """What a picture tells; `camera` has its orientation as EXIF counts, `wide` a profile of its own."""

    alt: str
    caption: str
    credit: str
    source_type: str = ""
    orientation: int = 1
    wide: bool = False


_PHOTO: Final = "Samira Halwani"
_DRAWN: Final = f"{_CODES}dataDrivenMedia"

TOLD: Final[dict[str, Told]] = {
    "pictures/harbour-dawn.jpg": Told("Gabled houses and masts mirrored in still water at dawn.", "The harbour before the first ferry.", _PHOTO, wide=True),
    "pictures/flood-wall.jpg": Told("A pale wall along the water with people walking behind it.", "The flood wall from the Netmakers' side.", _PHOTO, orientation=3),
    "pictures/ferry-kingfisher.jpg": Told("A white and green ferry in mid-river before hills.", "The Kingfisher on a trial run.", _PHOTO, wide=True),
    "pictures/old-quay-night.jpg": Told("Street lamps along a wet street at night.", "Capstan Street after rain.", _PHOTO, orientation=6),
    "pictures/upper-sallow.jpg": Told("Ranges of hills in haze with the river between them.", "The upper Sallow from the hill above Tollgate.", _PHOTO),
    "pictures/orpheum-facade.jpg": Told("The front of a theatre at night, its canopy lit, people before the doors.", "The Orpheum on its opening night.", _PHOTO),
    "pictures/orpheum-stalls.jpg": Told("Rows of red theatre seats before a lit red curtain.", "The stalls from the back row.", _PHOTO, orientation=8),
    "pictures/budget-chart.jpg": Told("Bars of the town's spending this year and next.", "Where the town's money goes.", "Lantern graphic", _DRAWN),
    "harbour/2026/tide-gauge.jpg": Told("A line that rises twice in a day, the second time above the old quay.", "The tide gauge at Customs Square.", "Lantern graphic", _DRAWN),
    "pictures/rowing-eight.jpg": Told("Eight rowers in blue and their cox on a misty river.", "The eight at the lower weir.", _PHOTO),
    "pictures/football-ground.jpg": Told("A football match under floodlights at dusk.", "The Saltpans ground under its new lights.", _PHOTO),
    "pictures/school-gate.jpg": Told("People with placards at the railings of a brick school.", "The picket at the gate.", _PHOTO),
    "pictures/storm-pier.jpg": Told("A lighthouse with its beam above breaking waves.", "The pier in the September gale.", _PHOTO),
    "pictures/market-square.jpg": Told("Market stalls with striped awnings below a clock tower.", "Customs Square on a market day.", _PHOTO),
    "pictures/people/news-desk.jpg": Told("A lantern, the newsroom's emblem.", "The Lantern's lantern.", "Lantern graphic", f"{_CODES}digitalCreation"),
    "pictures/people/maren-holloway.jpg": Told("Maren Holloway.", "Maren Holloway.", _PHOTO),
    "pictures/people/tobias-renn.jpg": Told("Tobias Renn.", "Tobias Renn.", _PHOTO, orientation=6),
    "pictures/people/ines-carvalhal.jpg": Told("Inês Carvalhal.", "Inês Carvalhal.", _PHOTO),
    "pictures/people/oksana-lozynets.jpg": Told("Oksana Lozynets.", "Oksana Lozynets, Оксана Лозинець.", _PHOTO),
    "pictures/people/samira-halwani.jpg": Told("Samira Halwani.", "Samira Halwani, سميرة حلواني.", _PHOTO),
}  # fmt: skip


def packet(told: Told) -> bytes:
    """Return what a picture tells in XMP, with places and numbers that nobody is to read."""
    named = planting.simple("Iptc4xmpExt:DigitalSourceType", told.source_type) if told.source_type else ""
    return planting.xmp(
        planting.alternative("dc:description", told.caption)
        + planting.alternative("dc:rights", "© 2026 The Sallowmouth Lantern")
        + planting.sequence("dc:creator", f"{LEAK} creator")
        + planting.alternative("Iptc4xmpCore:AltTextAccessibility", told.alt)
        + planting.simple("photoshop:Credit", told.credit)
        + planting.simple("photoshop:City", f"{LEAK} city")
        + planting.simple("photoshop:Instructions", f"{LEAK} do not name the source")
        + planting.simple("exif:GPSLatitude", "38,41.4960N")
        + planting.simple("exif:GPSLongitude", "9,12.9600W")
        + planting.simple("xmpMM:DocumentID", f"{LEAK}-document")
        + planting.simple("aux:SerialNumber", f"{LEAK}-SN-7741")
        + planting.bag("Iptc4xmpExt:PersonInImage", f"{LEAK} person")
        + named
    )


def datasets(told: Told) -> list[tuple[int, int, bytes]]:
    """Return what a picture tells in IIM, with the same secrets."""
    return [
        planting.UTF8,
        (2, 120, told.caption.encode()),
        (2, 110, told.credit.encode()),
        (2, 116, "© 2026 The Sallowmouth Lantern".encode()),
        (2, 90, f"{LEAK} town".encode()),
        (2, 92, f"{LEAK} street".encode()),
        (2, 40, f"{LEAK} keep his house out of it".encode()),
    ]
