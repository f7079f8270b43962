"""Makes web/src/fonts/table-lines.woff2: the lines of tables, which JetBrains Mono comes without.

    python3 -m venv VENV && VENV/bin/pip install fonttools==4.68.0 brotli==1.2.1
    VENV/bin/python scripts/fonts/table-lines.py [--check]

A tool for developers: nothing else needs Python, and the font changes only with the metrics of the console's lines.
With --check nothing is written: it fails where the font in the repository has other glyphs or metrics.
"""

import sys
from io import BytesIO
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

PATH = Path(__file__).parents[2] / "web/src/fonts/table-lines.woff2"

# Of JetBrains Mono, in units of which 1000 are the font's size: beside it the lines stand in the same grid.
ADVANCE, ASCENT, DESCENT = 600, 1020, -300
CENTRE, MIDDLE, THICKNESS = 300, 360, 76
# A line of 20 px at 13 px is 1538 units high; a little more, so that lines meet on every screen.
TOP, BOTTOM, BEYOND = 1150, -430, 8
# In seconds since 1904.
MADE = 3878823946

LEFT, RIGHT, UP, DOWN = 1, 2, 4, 8
ARMS = {
    0x2500: LEFT | RIGHT,
    0x2502: UP | DOWN,
    0x250C: RIGHT | DOWN,
    0x2510: LEFT | DOWN,
    0x2514: RIGHT | UP,
    0x2518: LEFT | UP,
    0x251C: RIGHT | UP | DOWN,
    0x2524: LEFT | UP | DOWN,
    0x252C: LEFT | RIGHT | DOWN,
    0x2534: LEFT | RIGHT | UP,
    0x253C: LEFT | RIGHT | UP | DOWN,
}


def rectangle(pen, left, bottom, right, top):
    pen.moveTo((left, bottom))
    for point in ((left, top), (right, top), (right, bottom)):
        pen.lineTo(point)
    pen.closePath()


def draw(arms):
    """A line across and one down, each from its end, or from the other line's far edge, to the other end."""
    pen = TTGlyphPen(None)
    half = THICKNESS // 2
    if arms & (LEFT | RIGHT):
        left = -BEYOND if arms & LEFT else CENTRE - half
        right = ADVANCE + BEYOND if arms & RIGHT else CENTRE + half
        rectangle(pen, left, MIDDLE - half, right, MIDDLE + half)
    if arms & (UP | DOWN):
        bottom = BOTTOM if arms & DOWN else MIDDLE - half
        top = TOP if arms & UP else MIDDLE + half
        rectangle(pen, CENTRE - half, bottom, CENTRE + half, top)
    return pen.glyph()


def make():
    names = {code: f"uni{code:04X}" for code in ARMS}
    glyphs = {".notdef": TTGlyphPen(None).glyph()} | {names[code]: draw(arms) for code, arms in ARMS.items()}
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(list(glyphs))
    font.setupCharacterMap(names)
    font.setupGlyf(glyphs)
    bounds = font.font["glyf"]
    font.setupHorizontalMetrics({name: (ADVANCE, getattr(bounds[name], "xMin", 0)) for name in glyphs})
    font.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    font.setupNameTable({"familyName": "Table Lines", "styleName": "Regular"})
    font.setupOS2(
        achVendID="NONE",
        sTypoAscender=ASCENT,
        sTypoDescender=DESCENT,
        sTypoLineGap=0,
        usWinAscent=TOP,
        usWinDescent=-BOTTOM,
    )
    font.setupPost(isFixedPitch=1)
    # A fixed day, so that one drawing always makes the same bytes.
    font.updateHead(created=MADE, modified=MADE)
    font.font.recalcTimestamp = False
    font.font.flavor = "woff2"
    file = BytesIO()
    font.save(file)
    return file.getvalue()


def describe(file):
    """All that a font says, but for when it was made and the sums that follow from it."""
    font = TTFont(BytesIO(file))
    told = {}
    for tag in ("head", "hhea", "maxp", "OS/2", "post"):
        told[tag] = {
            name: vars(value) if hasattr(value, "__dict__") else value
            for name, value in vars(font[tag]).items()
            if name not in ("created", "modified", "checkSumAdjustment", "mapping")
        }
    told["advances"] = font["hmtx"].metrics
    told["characters"] = [(table.platformID, table.platEncID, table.cmap) for table in font["cmap"].tables]
    told["names"] = [(name.platformID, name.nameID, name.toUnicode()) for name in font["name"].names]
    for name in font.getGlyphOrder():
        glyph = font["glyf"][name]
        told[name] = glyph.numberOfContours and (list(glyph.coordinates), list(glyph.endPtsOfContours))
    return told


made = make()
if "--check" not in sys.argv:
    PATH.write_bytes(made)
    print(f"{PATH}: {len(made)} bytes, {len(ARMS)} glyphs")
else:
    there, now = describe(PATH.read_bytes()), describe(made)
    differing = [part for part in there | now if there.get(part) != now.get(part)]
    for part in differing:
        print(f"{part}: {there.get(part)} in the repository, {now.get(part)} made", file=sys.stderr)
    sys.exit(f"{len(differing)} parts differ" if differing else 0)
