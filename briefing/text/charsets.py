"""The names of encodings, as documents write them and as Python knows them."""

import codecs

_NO_DOCUMENTS = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"})


def codec(label: str) -> str:
    """The name by which Python knows an encoding of text; empty for a label that names none.

    Python has more under such names than encodings of text: "hex" and "zlib" make bytes of bytes, "undefined" always
    raises, "idna" and "punycode" spell host names, "unicode_escape" source code. A document that declares one of them
    declares nothing.

    Args:
        label: what a document calls its encoding.
    """
    try:
        name = codecs.lookup(label).name if label else ""
        b"x".decode(name, "replace")
    except (LookupError, ValueError):
        return ""
    return "" if name in _NO_DOCUMENTS else name
