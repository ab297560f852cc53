"""What happens in the town, its charts and its faces, each as one function.

A scene is twice its final size; nothing is read or written here.
"""

import math
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageFont

from tests.pictures.strokes import HIGH, WHITE, WIDE, box, figure, glow, gradient, mix, noise, sky


def orpheum_facade() -> Image.Image:
    """Return the front of the Orpheum on its opening night."""
    picture = sky("orpheum", (80, 80, 130), 0.6, (16, 20, 50), (44, 44, 92), (90, 70, 100))
    pen = ImageDraw.Draw(picture)
    pen.polygon([(640, 420), (1280, 190), (1920, 420)], fill=(206, 182, 148))
    pen.polygon([(760, 400), (1280, 222), (1800, 400)], fill=(168, 142, 116))
    pen.rectangle((640, 420, 1920, 1160), fill=(196, 170, 138))
    for x in range(690, 1660, 234):
        pen.rounded_rectangle((x + 66, 520, x + 196, 820), 60, fill=(255, 214, 136))
        pen.rectangle((x, 470, x + 44, 880), fill=(228, 206, 172))
    pen.rectangle((560, 880, 2000, 1000), fill=(118, 24, 34))
    pen.text((1280, 940), "ORPHEUM", font=ImageFont.load_default(92), fill=(255, 240, 206), anchor="mm")
    bulbs = [(x, y, 13.0) for y in (886.0, 994.0) for x in range(576, 2000, 48)]
    for x, y, _radius in bulbs:
        pen.ellipse(box(x, y, 10, 10), fill=(255, 242, 200))
    for x in range(760, 1800, 270):
        pen.rectangle((x, 1020, x + 190, 1160), fill=(255, 226, 160))
    pen.rectangle((0, 1160, WIDE, HIGH), fill=(58, 52, 66))
    for number in range(26):
        figure(
            pen,
            420 + number * 70 + 40 * noise(number),
            1200 + 90 * noise(number + 0.6),
            170,
            mix((30, 30, 46), (130, 40, 60), noise(number + 1)),
        )
    return glow(picture, [*bulbs, *((x, 1110.0, 60.0) for x in range(800, 1800, 120))], (170, 110, 56))


def orpheum_stalls() -> Image.Image:
    """Return the restored stalls, seen from the back towards the lit curtain."""
    picture = gradient((WIDE, HIGH), (38, 16, 22), (70, 24, 30), (24, 12, 18))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((620, 170, 1940, 760), fill=(150, 26, 36))
    for x in range(620, 1940, 44):
        pen.polygon([(x, 170), (x + 18, 170), (x + 24, 760), (x + 4, 760)], fill=(188, 44, 48))
    pen.rectangle((560, 110, 2000, 180), fill=(206, 164, 86))
    for left in (560, 1930):
        pen.rectangle((left, 110, left + 70, 800), fill=(190, 148, 74))
    for row in range(9):
        size, y = 54 + row * 15, 830 + row * 66
        for place in range(-26, 27):
            middle = WIDE / 2 + place * size * 1.08
            paint = mix((150, 34, 44), (64, 16, 26), row / 9 + 0.1 * noise(place + row))
            pen.rounded_rectangle(
                (middle - size * 0.46, y + abs(place) ** 1.5 * 0.7, middle + size * 0.46, y + 160),
                size * 0.3,
                fill=paint,
            )
    return glow(picture, [(x, 740.0, 70.0) for x in range(700, 1900, 60)], (120, 84, 50))


def football_ground() -> Image.Image:
    """Return the Saltpans ground at dusk, under the new lights."""
    picture = sky("ground", (250, 170, 140), 0.7, (36, 44, 92), (150, 96, 124), (236, 160, 116), (90, 70, 80))
    pen = ImageDraw.Draw(picture)
    pen.polygon([(0, 560), (1000, 640), (1000, 800), (0, 860)], fill=(42, 44, 62))
    for number in range(420):
        x, y = noise(number) * 990, 640 + 160 * noise(number + 0.5)
        pen.ellipse(box(x, y, 8, 8), fill=mix((200, 190, 180), (40, 90, 150), noise(number + 0.8)))
    for stripe in range(12):
        shade = (46, 122, 60) if stripe % 2 else (56, 138, 68)
        near, far = -1400 + stripe * 450, -120 + stripe * 235
        pen.polygon([(far, 800), (far + 235, 800), (near + 450, HIGH), (near, HIGH)], fill=shade)
    pen.ellipse((980, 930, 1580, 1120), outline=WHITE, width=8)
    pen.line((1280, 800, 1280, HIGH), fill=WHITE, width=8)
    for number in range(14):
        y = 900 + 420 * noise(number + 0.1)
        figure(
            pen,
            200 + 2200 * noise(number + 3),
            y,
            60 + (y - 800) * 0.22,
            (24, 84, 150) if number % 2 else (220, 190, 60),
        )
    lamps = list[tuple[float, float, float]]()
    for x in (420.0, 1180.0, 1940.0):
        pen.line((x, 820, x, 220), fill=(30, 30, 42), width=16)
        pen.rectangle((x - 90, 180, x + 90, 250), fill=(244, 246, 236))
        lamps.append((x, 215.0, 120.0))
    return glow(picture, lamps, (210, 220, 210))


def school_gate() -> Image.Image:
    """Return the picket at the school's gate."""
    picture = sky("gate", (244, 244, 240), 0.9, (160, 186, 206), (222, 228, 226), (226, 220, 206))
    pen = ImageDraw.Draw(picture)
    pen.polygon([(240, 360), (1280, 170), (2320, 360)], fill=(92, 70, 70))
    pen.rectangle((280, 360, 2280, 1000), fill=(166, 92, 72))
    for x in range(360, 2240, 190):
        for y in (430, 640):
            pen.rectangle((x, y, x + 110, y + 140), fill=(212, 226, 230), outline=(246, 242, 232), width=10)
    pen.rectangle((0, 1000, WIDE, HIGH), fill=(124, 126, 124))
    for rail in range(0, WIDE, 44):
        pen.line((rail, 820, rail, 1060), fill=(34, 60, 52), width=8)
    for number in range(22):
        middle, foot = 120 + number * 108 + 40 * noise(number), 1140 + 180 * noise(number + 0.4)
        figure(pen, middle, foot, 260, mix((190, 80, 50), (40, 70, 130), noise(number + 0.2)))
        if number % 3 == 0:
            pen.line((middle + 40, foot - 120, middle + 44, foot - 420), fill=(120, 92, 60), width=10)
            pen.rectangle(
                (middle - 70, foot - 540, middle + 160, foot - 390), fill=(252, 244, 214), outline=(60, 50, 40), width=5
            )
            pen.text(
                (middle + 45, foot - 465),
                ("HOURS", "FAIR PAY", "LISTEN")[number // 3 % 3],
                font=ImageFont.load_default(44),
                fill=(160, 30, 36),
                anchor="mm",
            )
    return picture


def _axes(title: str, unit: str, top: float, step: float) -> tuple[Image.Image, Callable[[float], float]]:
    """Return an empty chart with its grid, and the function from a value to its height on it."""
    picture = Image.new("RGB", (WIDE, HIGH), (250, 248, 243))
    pen, small = ImageDraw.Draw(picture), ImageFont.load_default(44)
    pen.rectangle((120, 90, 300, 106), fill=(0, 95, 86))
    pen.text((120, 170), title, font=ImageFont.load_default(72), fill=(26, 28, 34), anchor="lm")
    pen.text((120, 250), unit, font=small, fill=(96, 98, 104), anchor="lm")

    def place(value: float) -> float:
        return 1260 - value / top * 900

    for number in range(int(top / step) + 1):
        y = place(number * step)
        pen.line((260, y, 2440, y), fill=(60, 62, 68) if number == 0 else (214, 210, 202), width=4)
        pen.text((230, y), f"{number * step:g}", font=small, fill=(96, 98, 104), anchor="rm")
    return picture, place


def budget_chart() -> Image.Image:
    """Return the bars of the draft budget, this year beside next."""
    picture, place = _axes("Where the town's money goes", "Million euros, 2026 and draft 2027", 16, 4)
    rows = (
        ("Schools", 13.1, 14.2),
        ("Harbour", 9.4, 12.8),
        ("Care", 8.8, 9.1),
        ("Streets", 6.2, 5.7),
        ("Culture", 3.1, 2.9),
    )
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(48)
    for number, (name, now, later) in enumerate(rows):
        x = 370 + number * 420
        pen.rectangle((x, place(now), x + 130, place(0)), fill=(168, 190, 186))
        pen.rectangle((x + 140, place(later), x + 270, place(0)), fill=(0, 95, 86))
        pen.text((x + 205, place(later) - 34), f"{later:g}", font=font, fill=(26, 28, 34), anchor="mm")
        pen.text((x + 135, 1320), name, font=font, fill=(26, 28, 34), anchor="mm")
    return picture


def tide_gauge() -> Image.Image:
    """Return the line of the tide gauge during the September gale."""
    picture, place = _axes("The night of 21 September", "Tide gauge at Customs Square, metres above datum", 4, 1)
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(44)
    line = [(280 + step * 10.8, place(_tide(step / 200 * 24))) for step in range(201)]
    pen.line((260, place(3.1), 2440, place(3.1)), fill=(190, 60, 40), width=6)
    pen.text((300, place(3.1) - 40), "Top of the old quay, 3.10 m", font=font, fill=(190, 60, 40), anchor="lm")
    pen.line(line, fill=(0, 95, 86), width=12, joint="curve")
    pen.text((1640, place(3.41) - 50), "3.41 m at 22:50", font=font, fill=(26, 28, 34), anchor="mm")
    for hour in range(0, 25, 4):
        text = f"{(hour + 8) % 24:02d}:00"
        pen.text((280 + hour * 90, 1320), text, font=font, fill=(96, 98, 104), anchor="mm")
    return picture


def _tide(hour: float) -> float:
    """Return the water's height `hour` hours after 08:00: two tides, and the surge upon the second."""
    return 1.55 + 0.95 * math.cos((hour - 2.4) / 12.42 * math.tau) + 0.91 * math.exp(-(((hour - 14.85) / 2.6) ** 2))


def emblem() -> Image.Image:
    """Return the newsroom's lantern, for the desk."""
    picture = gradient((800, 800), (18, 60, 74), (10, 38, 50))
    pen = ImageDraw.Draw(picture)
    pen.arc((330, 90, 470, 230), 180, 360, fill=(240, 224, 180), width=20)
    pen.polygon([(280, 270), (520, 270), (460, 190), (340, 190)], fill=(240, 224, 180))
    pen.rounded_rectangle((290, 270, 510, 600), 24, outline=(240, 224, 180), width=22)
    pen.polygon([(400, 330), (455, 480), (400, 560), (345, 480)], fill=(255, 186, 80))
    pen.rectangle((260, 600, 540, 640), fill=(240, 224, 180))
    return glow(picture, [(400, 460, 110)], (200, 130, 50))
