"""Tables of what stands around articles on the web: lines of site chrome and the shapes of pitches and credits."""

import re

CHROME = frozenset({
    # page controls
    "continue reading", "continue reading below", "read more", "read full story", "read the full story", "read on",
    "show more", "see more", "load more", "view more", "learn more", "find out more", "more", "expand", "close",
    "next", "previous", "back to top", "skip to content", "skip to main content", "skip advertisement", "print",
    "print this page", "listen", "listen to this article", "play", "watch", "watch now", "watch live",
    "click to expand", "hide caption", "toggle caption", "enlarge this image", "view gallery", "view image",
    "open image in gallery", "loading", "loading...", "copy link", "copy this link", "link copied", "save",
    "save article", "save for later", "bookmark", "reprints", "menu", "search", "home", "tap to unmute",
    "this video can not be played", "media caption", "image caption", "image source", "story continued below",
    "advertisement continue reading the main story", "photo", "photos", "video", "scroll down for video",
    "scroll down for videos", "please enable javascript to watch this video",
    "this feature is not available right now. please try again later.", "add a location to your tweets",
    "more information", "previous stories", "exclusive", "text size",
    # sharing and following
    "connect with us", "follow us", "follow us on", "share", "share this", "share this article", "share this story",
    "share this post", "share this page", "share on facebook", "share on twitter", "share on x", "share on whatsapp",
    "share on linkedin", "share via email", "email", "e-mail", "email this article", "tweet", "facebook", "twitter",
    "whatsapp", "linkedin", "instagram", "telegram", "pinterest", "reddit", "flipboard", "x", "like this",
    "like this:", "sharing options", "gift this article", "tweet with a location", "more sharing options",
    "leave a comment", "comments", "comment", "join the conversation", "view comments", "show comments",
    "add a comment", "post a comment",
    # pitches
    "advertisement", "advertisment", "ad", "story continues below advertisement",
    "article continues below advertisement", "article continues after advertisement", "story continues below",
    "article continues below", "sponsored", "sponsored content", "promoted", "promoted content", "paid content",
    "subscribe", "subscribe now", "sign up", "sign up now", "log in", "login", "register", "subscribe today",
    "newsletter", "newsletters", "get the newsletter", "donate", "donate now", "support us", "become a member",
    "download our app", "get the app", "breaking news alerts",
    # pointers to other pieces
    "stories to keep you informed", "related", "related articles", "related article", "related stories",
    "related story", "related news", "related content", "related topics", "related posts", "related links",
    "related coverage", "see also", "read also", "also read", "more on this", "more on this story", "more stories",
    "more from", "more news", "most read", "most popular", "most viewed", "most shared", "trending", "trending now",
    "top stories", "popular stories", "popular articles", "latest news", "latest stories", "recommended",
    "recommended for you", "recommended stories", "recommended reading", "recommended videos", "editors' picks",
    "editor's picks", "editors’ picks", "editor’s picks", "you may also like", "you might also like",
    "you may be interested in", "what to read next", "read next", "up next", "don't miss", "don’t miss", "must read",
    "around the web", "from the web", "in case you missed it", "keep reading", "further reading", "explore more",
    "more coverage", "more to read", "what to know", "tags", "topics", "filed under", "about the author",
    "our standards: the thomson reuters trust principles.", "thank you for reading", "view the discussion thread.",
    "please enable javascript to view the comments powered by disqus.",
    # the same in German, French, Spanish
    "anzeige", "werbung", "weiterlesen", "mehr lesen", "mehr zum thema", "lesen sie auch", "lesen sie mehr", "teilen",
    "drucken", "kommentare", "zur startseite", "das könnte sie auch interessieren", "auch interessant",
    "jetzt anmelden", "publicité", "lire aussi", "à lire aussi", "lire la suite", "partager", "imprimer",
    "publicidad", "leer más", "lea también", "lee también", "compartir", "imprimir", "te puede interesar",
})  # fmt: skip
"""Whole lines, in lower case and without the marks around them."""

_NETWORKS = (
    "(?:twitter|facebook|instagram|x|linkedin|youtube|tiktok|whatsapp|telegram|threads|bluesky|mastodon|google news)"
)
_PICTURES = "(?:photo|image|picture|photograph|video|graphic|illustration|caption|foto|bild|crédit photo)s?"
_AGENCIES = (
    "(?:getty images|associated press|ap photo|reuters|afp|shutterstock|istock|alamy|epa|pa media|unsplash|pixabay)"
)
_PIECE = "(?:article|story|report|post|piece|column|reporting)"
_MONTH = "(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)"

_LINES = (
    # pitches
    (
        r"(?:sign up|subscribe|register|get|enter your e-?mail|receive)\b.{0,160}"
        r"\b(?:newsletters?|inbox|mailing list|e-?mail alerts?|breaking news alerts|push notifications)\b.{0,120}$"
    ),
    r"(?:want|looking for)\b.{0,100}\b(?:newsletter|inbox|app|stories like th(?:is|ese))\b.{0,160}$",
    r"(?:sign up|subscribe|register|log in|join)\b.{0,60}\b(?:here|now|today|free)[.!]?$",
    r"(?:already a|not a|become a) (?:subscriber|member)\b.{0,80}$",
    rf"(?:follow|like|find|join|connect with)\b.{{0,80}}\b(?:on|via) {_NETWORKS}\b.{{0,120}}$",
    r"(?:follow|contact|e-?mail|write to|reach)\b.{0,100}@[\w.-]{1,60}\.?$",
    r"(?:have|got|do you have) (?:a|any) (?:story|tip|question|news tip|comment)s?\b.{0,160}\?.{0,160}$",
    r"(?:download|get) (?:the|our)\b.{0,60}\bapp\b.{0,100}$",
    r"read or share this story\b.{0,120}$",
    r"(?:we use|this (?:web)?site uses)\b.{0,60}\bcookies\b.{0,220}$",
    r"you can add location information to your tweets\b.{0,220}$",
    # pointers: a word of pointing, then somebody else's headline
    (
        r"(?:read(?: more| also| next| this)?|also(?: read)?|see also|related(?: story| article)?"
        r"|watch(?: live| more| now)?"
        r"|listen|don['’]t miss|in case you missed it|lesen sie (?:auch|mehr)|mehr dazu|lire aussi|à lire"
        r"|lea también|lee también)"
        r"\s{0,2}[:|»>].{1,200}$"
    ),
    # credits
    rf"{_PICTURES}(?: credit| source| by| courtesy of)?\s{{0,2}}[:©/|].{{1,200}}$",
    rf"(?:file )?{_PICTURES} (?:by|courtesy of|credit|via|copyright)\b.{{1,200}}$",
    rf"\(?{_AGENCIES}(?:[/ ,|].{{0,60}})?\)?$",
    r"(?:credit|source|quelle)\s{0,2}:\s.{1,80}$",
    rf".{{0,200}}\({_PICTURES}\b[^()]{{0,120}}\)$",
    r"(?:©|\(c\)|copyright)\s.{0,200}$",
    r".{0,160}\ball rights reserved\b.{0,160}$",
    r"this material may not be published, broadcast, rewritten.{0,120}$",
    # who worked on it
    rf".{{3,200}}\bcontributed (?:to (?:this|the) {_PIECE}|(?:additional )?reporting)\b.{{0,80}}$",
    (
        r"\W{0,3}(?:additional |further )?(?:reporting|writing|editing|compiled|edited|production)"
        r"(?: and (?:writing|editing|reporting))? by\b.{1,280}$"
    ),
    r"\W{0,3}with (?:reporting|assistance|additional reporting|contributions|files|inputs?) (?:by|from)\b.{1,160}$",
    (
        r".{3,80}\bis (?:a|an|the) [\w’' -]{0,60}\b(?:reporter|correspondent|columnist|staff writer)"
        r" (?:for|at|with)\b[^.]{2,80}\.$"
    ),
    r".{3,80}\breported from [^.]{2,80}\.$",
    # where it stood first
    (
        r"(?:a version of )?this (?:article|story|post|piece|column) (?:was |has been )?(?:first |originally |also )?"
        r"(?:appeared|published|produced|syndicated)\b.{0,200}$"
    ),
    r"(?:tags|topics|filed under|categories|category|keywords|schlagworte)\s{0,2}:.{0,280}$",
)
_HEADINGS = (
    r"@[\w.]{2,40}$",
    (
        r"(?:read more|learn more|find out more|click (?:here|image)|tap here|see more|read the full|continue reading"
        r"|more from)\b.{0,80}$"
    ),
    r"(?:opinion|analysis|explainer|recommended|more|gallery|in pictures)\s{0,2}[:|»>].{1,200}$",
    r"(?:by|von|par|por)\s[^\W\d][\w.’'-]{0,30}(?:[ ,|&]{1,3}[^\W\d][\w.’'-]{0,30}){1,9}$",
    (
        r"(?:first )?(?:published|updated|last updated|last modified|posted|veröffentlicht|aktualisiert|publié|stand)\b"
        rf".{{0,40}}(?:{_MONTH}|\d[:./-]\d).{{0,60}}$"
    ),
    r"\d{1,3} (?:min|mins|minute|minutes|sec|seconds|hours?|days?) (?:read|ago|to read)$",
)

LINE_SHAPES = tuple(re.compile(shape, re.IGNORECASE) for shape in _LINES)
"""Lines that are none of the article's own, whatever they end with."""

HEADING_SHAPES = tuple(re.compile(shape, re.IGNORECASE) for shape in _HEADINGS)
"""The same for lines that do not end as a sentence does."""
