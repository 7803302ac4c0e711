"""What the style sheet promises for the dark, for paper and for those who want no motion."""

import re

from briefing.render.site import Site

TEXT, GROUNDS = ("ink", "mut", "acc", "warn"), ("page", "card", "figs")


def test_every_colour_of_text_has_contrast_on_every_ground_in_light_and_dark() -> None:
    palettes = re.findall(r":root \{([^}]*--page[^}]*)\}", Site("The Briefs").style())
    assert len(palettes) == 2
    for palette in palettes:
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", palette))
        for text in TEXT:
            for ground in GROUNDS:
                assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground, palette)
        assert contrast(colours["card"], colours["acc"]) >= 4.5  # the words on a button


def test_motion_is_only_for_those_who_did_not_ask_for_less_and_paper_gets_no_forms() -> None:
    css = Site("The Briefs").style()
    for motion in re.finditer(r"(animation|transition|scroll-behavior)", css):
        assert css.rfind("@media (prefers-reduced-motion: no-preference)", 0, motion.start()) >= 0
    paper = css[css.rindex("@media print") :]
    assert re.search(r"\.site form[^{}]*\{ display: none", paper)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of sRGB (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
