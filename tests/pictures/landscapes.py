"""Town, river and hills by day and night, each as one function without arguments.

A scene is twice its final size; nothing is read or written here.
"""

import math

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tests.pictures import texture
from tests.pictures.strokes import (
    HIGH,
    WARM,
    WHITE,
    WIDE,
    box,
    figure,
    glow,
    hills,
    houses,
    mix,
    noise,
    sky,
    sparkle,
    water,
)


def harbour_dawn() -> Image.Image:
    """Return the harbour at dawn: hills, the quay, masts and their reflection."""
    picture = sky("dawn", (255, 190, 150), 0.7, (64, 84, 134), (236, 150, 118), (255, 214, 150), (255, 226, 170))
    picture = glow(picture, [(1750, 560, 150)], (255, 226, 150))
    hills(picture, (186, 138, 140), (92, 82, 112), top=690, bottom=800, count=3)
    houses(picture, 860, ((98, 78, 92), (120, 86, 92), (84, 74, 98)), seed=4, lit=0.25)
    pen = ImageDraw.Draw(picture)
    for number in range(13):
        x = 140 + number * 190 + 60 * noise(number)
        pen.line((x, 868, x + 4, 480 + 140 * noise(number + 0.4)), fill=(44, 36, 52), width=6)
        pen.polygon([(x - 70, 838), (x + 80, 838), (x + 56, 872), (x - 52, 872)], fill=(48, 42, 60))
    water(picture, 872, (70, 78, 118), depth=0.3)
    sparkle(picture, 872, (255, 216, 160), 90)
    return picture


def flood_wall() -> Image.Image:
    """Return the new flood wall by day, with people on the walk behind it."""
    picture = sky("wall", (250, 250, 246), 0.8, (118, 160, 198), (206, 222, 230), (238, 236, 226))
    hills(picture, (164, 186, 186), (128, 154, 140), top=560, bottom=620, count=2)
    houses(picture, 800, ((222, 190, 150), (196, 208, 206), (214, 160, 140), (236, 226, 200)), seed=21, lit=0.0)
    pen = ImageDraw.Draw(picture)
    for number in range(9):
        figure(
            pen, 180 + number * 270 + 90 * noise(number), 850, 130, mix((170, 60, 50), (40, 70, 110), noise(number + 2))
        )
    pen.rectangle((0, 800, WIDE, 1080), fill=(188, 186, 178))
    pen.rectangle((0, 790, WIDE, 824), fill=(214, 212, 204))
    for x in range(-40, WIDE, 230):
        pen.line((x, 826, x, 1080), fill=(158, 156, 150), width=6)
        pen.ellipse((x + 108, 920, x + 122, 934), fill=(140, 138, 132))
    pen.rectangle((0, 1020, WIDE, 1080), fill=(142, 146, 128))
    water(picture, 1080, (92, 116, 118), depth=0.62)
    sparkle(picture, 1080, (214, 226, 226), 70)
    return picture


def ferry() -> Image.Image:
    """Return the electric ferry in mid-river."""
    picture = sky("ferry", (255, 255, 255), 0.5, (96, 156, 206), (190, 220, 234), (232, 240, 238))
    hills(picture, (150, 184, 186), (70, 120, 92), top=620, bottom=790, count=4)
    water(picture, 880, (62, 110, 128), depth=0.45)
    sparkle(picture, 900, (220, 236, 238), 120)
    pen = ImageDraw.Draw(picture)
    pen.polygon([(520, 850), (2060, 850), (1940, 1020), (650, 1020)], fill=(18, 104, 98))
    pen.polygon([(620, 985), (1960, 985), (1940, 1020), (650, 1020)], fill=(200, 92, 50))
    pen.rectangle((640, 700, 1900, 850), fill=(246, 246, 240))
    pen.rectangle((1180, 560, 1560, 700), fill=(246, 246, 240))
    pen.rectangle((1200, 590, 1540, 650), fill=(44, 66, 82))
    for x in range(690, 1860, 110):
        pen.rounded_rectangle((x, 735, x + 80, 800), 10, fill=(58, 86, 104))
    pen.line((1370, 560, 1370, 400), fill=(60, 64, 70), width=10)
    pen.polygon([(1375, 405), (1475, 432), (1375, 460)], fill=(214, 150, 40))
    pen.polygon([(560, 1022), (2030, 1022), (2240, 1050), (420, 1052)], fill=(214, 232, 234))
    return picture


def _terrace(picture: Image.Image, side: int) -> None:
    """Draw one side of the night street; `side` is -1 for the left and 1 for the right."""
    pen, middle = ImageDraw.Draw(picture), WIDE / 2
    for number in range(9, 0, -1):
        near, far = 68 * 1.42**number, 68 * 1.42 ** (number - 1)
        paint = mix((40, 36, 58), (96, 70, 72), noise(number + side) * number / 9)
        xs = (middle + side * far, middle + side * near)
        pen.polygon(
            [(xs[0], 900 - far * 1.5), (xs[1], 900 - near * 1.5), (xs[1], 880 + near * 0.5), (xs[0], 880 + far * 0.5)],
            fill=paint,
        )
        for row in range(3):
            y = 830 - near * (0.3 + 0.42 * row)
            lit = noise(number * 3 + row + side) < 0.55
            x = xs[0] + (xs[1] - xs[0]) * 0.35
            pen.rectangle(box(x, y, near * 0.07, near * 0.13), fill=WARM if lit else (30, 30, 46))


def old_quay_night() -> Image.Image:
    """Return a wet street at night, with lamps that shine on the cobbles."""
    picture = sky("night", (70, 74, 120), 0.6, (14, 18, 44), (34, 40, 84), (96, 76, 104), (60, 52, 70))
    _terrace(picture, -1)
    _terrace(picture, 1)
    pen, lamps = ImageDraw.Draw(picture), list[tuple[float, float, float]]()
    pen.polygon([(WIDE / 2 - 70, 905), (WIDE / 2 + 70, 905), (WIDE, HIGH), (0, HIGH)], fill=(44, 42, 58))
    for number in range(7):
        reach = 90 * 1.52**number
        for side in (-1, 1):
            x, y = WIDE / 2 + side * reach, 890 - reach * 0.62
            pen.line((x, y, x, 895 + reach * 0.36), fill=(20, 20, 30), width=4 + number * 2)
            lamps.append((x, y, 12 + reach * 0.09))
            pen.ellipse(box(x, y, 8 + number * 4, 8 + number * 4), fill=(255, 236, 190))
            pen.ellipse(box(x - side * reach * 0.2, 960 + reach * 0.42, reach * 0.1, reach * 0.02), fill=(190, 150, 96))
    figure(pen, 1230, 1110, 190, (120, 44, 44))
    return glow(glow(picture, lamps, (255, 190, 96)), [(WIDE / 2, 880, 90)], (200, 140, 90))


def upper_sallow() -> Image.Image:
    """Return the valley above the town: ranges of hills in haze and the river between them."""
    picture = sky("valley", (255, 246, 230), 0.6, (120, 160, 206), (220, 226, 222), (250, 232, 198), (250, 232, 198))
    picture = glow(picture, [(620, 420, 120)], (255, 240, 200))
    hills(picture, (176, 194, 204), (40, 84, 62), top=520, bottom=1180, count=7)
    pen = ImageDraw.Draw(picture)
    bends = [(1500 - 420 * math.sin(step / 7), 960 + step * 17.0, 8 + step * 3.4) for step in range(30)]
    shores = [(x - half, y) for x, y, half in bends] + [(x + half, y) for x, y, half in reversed(bends)]
    pen.polygon(shores, fill=(206, 220, 222))
    for number in range(70):
        x, y = noise(number) * WIDE, 1150 + 270 * noise(number + 0.2)
        tall = 40 + (y - 1100) * 0.35
        pen.polygon(
            [(x - tall / 3, y), (x, y - tall), (x + tall / 3, y)],
            fill=mix((28, 66, 50), (54, 98, 64), noise(number + 0.9)),
        )
    return picture


def rowing_eight() -> Image.Image:
    """Return an eight at speed on a misty river."""
    picture = sky("eight", (236, 236, 230), 0.9, (196, 206, 204), (226, 224, 212), (236, 226, 204))
    hills(picture, (190, 198, 192), (96, 124, 108), top=600, bottom=730, count=4)
    water(picture, 800, (128, 146, 144), depth=0.4)
    sparkle(picture, 820, (240, 238, 226), 60)
    pen = ImageDraw.Draw(picture)
    pen.polygon([(220, 1010), (2380, 1010), (2300, 1046), (320, 1046)], fill=(168, 34, 40))
    for number in range(8):
        x = 560 + number * 205
        pen.line((x + 20, 960, x - 170, 1120 if number % 2 else 900), fill=(240, 236, 224), width=12)
        pen.line(
            (x - 190, 1124 if number % 2 else 896, x - 130, 1112 if number % 2 else 908), fill=(20, 70, 120), width=26
        )
        pen.polygon([(x - 26, 1012), (x + 50, 1012), (x + 76, 890), (x + 22, 880)], fill=(20, 70, 120))
        pen.ellipse((x + 24, 816, x + 84, 882), fill=mix((120, 80, 60), (214, 170, 140), noise(number)))
    pen.polygon([(2200, 1012), (2260, 1012), (2250, 920), (2206, 920)], fill=(200, 150, 40))
    pen.ellipse((2200, 860, 2252, 916), fill=(190, 140, 110))
    return picture


def _wave(picture: Image.Image, layer: int) -> Image.Image:
    """Return the sea with one more row of waves, foam along its crest."""
    base, paint = 960 + layer * 80, mix((86, 108, 114), (26, 46, 56), layer / 5)
    crest = [
        (float(x), base - 46 * abs(math.sin(x / (150 + 26 * layer) + layer * 1.9)) - 10 * noise(x * 0.7 + layer))
        for x in range(0, WIDE + 16, 16)
    ]
    body, foam = Image.new("L", picture.size), Image.new("L", picture.size)
    ImageDraw.Draw(body).polygon([(0.0, float(HIGH)), *crest, (float(WIDE), float(HIGH))], fill=255)
    ImageDraw.Draw(foam).line(crest, fill=210, width=16, joint="curve")
    froth = ImageChops.multiply(
        foam.filter(ImageFilter.GaussianBlur(5)),
        texture.stretched(texture.fog(foam.size, f"foam {layer}", (40, 30)), 90, 180),
    )
    sea = texture.worn(texture.tinted(picture, paint, body.filter(ImageFilter.GaussianBlur(1.5))), f"sea {layer}", 0.25)
    return texture.tinted(sea, mix(paint, WHITE, 0.75), froth)


def storm_pier() -> Image.Image:
    """Return the lighthouse in the gale, with its beam and the breaking sea."""
    picture = sky("storm", (120, 126, 130), 1.2, (30, 36, 48), (70, 80, 92), (132, 138, 136), (60, 76, 84))
    beam = Image.new("RGB", picture.size)
    ImageDraw.Draw(beam).polygon([(1820, 430), (0, 160), (0, 520)], fill=(96, 92, 70))
    picture = ImageChops.screen(picture, beam.filter(ImageFilter.GaussianBlur(24)))
    pen = ImageDraw.Draw(picture)
    pen.polygon([(1764, 1000), (1876, 1000), (1856, 470), (1784, 470)], fill=(226, 222, 212))
    for y in (600, 800):
        pen.rectangle((1774, y, 1868, y + 90), fill=(170, 40, 40))
    pen.rectangle((1776, 390, 1864, 470), fill=(255, 232, 160))
    pen.polygon([(1764, 390), (1876, 390), (1820, 330)], fill=(60, 34, 36))
    pen.polygon([(1300, 1000), (WIDE, 960), (WIDE, 1130), (1300, 1080)], fill=(70, 70, 74))
    for layer in range(6):
        picture = _wave(picture, layer)
    spray = Image.new("L", picture.size)
    drops = ImageDraw.Draw(spray)
    for number in range(1400):
        reach = noise(number + 0.5)
        drop = 1480 - 330 * reach * (noise(number) - 0.3)
        height = 1010 - 460 * reach * (1.0 - (noise(number) - 0.5) ** 2 * 3)
        size = 7 - 5 * reach
        drops.ellipse(box(drop, height, size, size), fill=round(230 - 120 * reach))
    picture = texture.tinted(picture, (220, 226, 226), spray.filter(ImageFilter.GaussianBlur(2.5)))
    return glow(picture, [(1820, 430, 60)], (255, 220, 140))


def market_square() -> Image.Image:
    """Return the market on Customs Square, with the clock tower."""
    picture = sky("market", (255, 255, 255), 0.5, (92, 156, 214), (196, 222, 236), (240, 236, 220))
    houses(
        picture,
        960,
        ((230, 180, 92), (206, 112, 92), (122, 166, 168), (238, 222, 190), (178, 142, 172)),
        seed=50,
        lit=0.0,
    )
    pen = ImageDraw.Draw(picture)
    pen.rectangle((1170, 240, 1400, 960), fill=(214, 198, 170))
    pen.polygon([(1150, 240), (1285, 60), (1420, 240)], fill=(70, 92, 96))
    pen.ellipse((1205, 300, 1365, 460), fill=(250, 246, 232), outline=(60, 52, 44), width=10)
    pen.line((1285, 380, 1285, 322), fill=(40, 36, 32), width=8)
    pen.line((1285, 380, 1330, 400), fill=(40, 36, 32), width=8)
    pen.rectangle((0, 960, WIDE, HIGH), fill=(196, 184, 164))
    for number in range(7):
        x, paint = 60 + number * 360, ((190, 50, 48), (28, 110, 100), (220, 150, 40))[number % 3]
        for stripe in range(6):
            shade = paint if stripe % 2 else (246, 240, 226)
            pen.polygon(
                [
                    (x + 30 + stripe * 40, 960),
                    (x + 70 + stripe * 40, 960),
                    (x + 50 + stripe * 48, 1050),
                    (x + 2 + stripe * 48, 1050),
                ],
                fill=shade,
            )
        pen.rectangle((x + 10, 1130, x + 290, 1210), fill=(140, 104, 70))
        for fruit in range(14):
            pen.ellipse(
                box(x + 30 + fruit * 18, 1122, 12, 12), fill=mix((210, 60, 40), (90, 150, 50), noise(fruit + number))
            )
        figure(pen, x + 330, 1330, 260, mix((60, 70, 110), (180, 90, 70), noise(number)))
    return picture
