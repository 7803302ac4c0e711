"""One invented event as two outlets tell it, and the awkward shapes that articles come in."""

from briefing.model import Article

TITLE = "Norhaven stops its night ferry after the Marrow accident"
TEXT = """\
By Ida Lom

NORHAVEN — The night ferry between Norhaven and Marrow will not sail until a safety inquiry ends, the harbour \
board said on Monday.

Norhaven stops its night ferry after the Marrow accident

The ferry Tern struck the quay at Marrow on Saturday with 214 people on board, and 19 of them were taken to \
hospital. They were released by Sunday evening, according to the county clinic.

Sign up for our newsletter.

“We owe every passenger an answer,” said Ida Ek, who chairs the board. She promised a first report within 30 days.

However, the crew's union said that it had warned of worn brakes in May. The union's leader, Omar Rask, called \
the inquiry “late, slow and far too small”.

Photo: The Tern at Marrow

The Tern was built in 1988 and carries about 300,000 passengers a year. Day ferries sail as planned, and buses \
replace the night service from Tuesday.

“Nobody read our letters. Nobody answered the telephone. Now they want our help,” Rask said."""
ARTICLE = Article("a1", "https://quay.example/ferry", TITLE, TEXT)
SECOND = Article(
    "a2",
    "https://lantern.example/tern",
    "Tern accident: inquiry opens",
    """\
The harbour board of Norhaven has stopped the night ferry to Marrow until a safety inquiry ends.

The ferry Tern struck the quay at Marrow on Saturday with 214 people on board, and 19 of them were taken to hospital.

Insurers expect to pay 4 million crowns for the damage to the quay. Divers found a broken rudder blade beside \
the wreck of an old pier.

The transport minister, Vera Solm, will meet the crew on Thursday.""",
)
METHODS = (
    "editorial", "edmundson", "kl", "lead", "lexrank", "lsa", "luhn", "reduction", "salience", "sumbasic", "textrank",
    "update",
)  # fmt: skip
SENTENCE = "The harbour board stopped the night ferry on Monday."
SHAPES = {
    "nothing": "",
    "white space": " \n\n\t ",
    "one sentence": SENTENCE,
    "one word": "Ferry",
    "identical sentences": " ".join([SENTENCE] * 30),
    "capitals": TEXT.upper(),
    "no spaces": "ferryboat" * 500,
    "stops only": "... !!! ??? …",
    "numbers only": "1 2 3. 4 5 6. 7 8 9.",
    "mixed languages": f"{SENTENCE} Der Rat der Stadt schweigt dazu. 港口的工程已经开始了。 Le port dort. ثم ذهب.",
    "chinese": "港口的工程已经开始了。市议会星期一投票。工程将于明年结束。居民表示欢迎。" * 3,
    "arabic": "بدأ العمل في الميناء يوم الاثنين. قال المجلس إن الجسر سيغلق. هل يعود العمال؟ نعم.",
    "unknown language": "Zul qar vex mon. Tir pas wog len. Kip zor fex dun.",
    "transcript": (
        "EK: When did you know?\nRASK: In May, as I said.\nEK: "
        "And you wrote?\nRASK: Twice. Nobody answered."
    ),
    "live blog": (
        "14:05 The board meets in Norhaven.\n14:20 Ida Ek enters "
        "the hall.\n14:45 The vote is over.\n15:00 Buses run."
    ),
    "list": "• A first ferry\n• A second ferry\n• A third ferry\n- Buses\n* Trains",
    "table": "Port | Ships | Tons\nNorhaven | 14 | 1,200\nMarrow | 9 | 800\nVelden | 3 | 75",
    "pronouns only": "He came. She left. They stayed. It rained. Then it stopped.",
    "open quotations": "“He came. “She left. “They stayed (for tea.",
    "boilerplate only": "Sign up for our newsletter.\nAll rights reserved.\nRead more",
    "control signs": "The ferry\x00 sailed on Monday.\ud800 The board\u202e met again today.",
}  # fmt: skip
