"""Tags longer than anybody writes: the fast parser takes quadratic time for the attributes of one."""

_LONGEST = 16_384
_STEP = _LONGEST // 2
"""Whatever is longer than two steps fills one of them, wherever it begins."""

_NAME_WITHIN = 256
_NO_NAME = (b"!", b"?", b"/", b" ", b"\t", b"\r", b"\n")


def without_oversized_tags(document: bytes) -> bytes:
    """The same document, in which a tag that is too long keeps its name and loses its attributes.

    Args:
        document: XML in UTF-8.
    """
    kept: list[bytes] = []
    copied = place = 0
    while place < len(document):
        if document.find(b"<", place, place + _STEP) >= 0:
            place += _STEP
            continue
        start = document.rfind(b"<", copied, place)
        following = document.find(b"<", place)
        following = len(document) if following < 0 else following
        if start >= 0 and not document.startswith(_NO_NAME, start + 1):
            end = document.find(b">", start, following)
            end = following if end < 0 else end
            if end - start > _LONGEST:
                name = document[start : start + _NAME_WITHIN].split(None, 1)[0]
                kept += (document[copied:start], name)
                copied = end - document.endswith(b"/", start, end)
        place = following
    return b"".join((*kept, document[copied:])) if kept else document
