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
    # pointers to other pieces and notices
    "see also", "read also", "also read", "more on this", "more from", "read next", "up next", "keep reading",
    "what to know", "tags", "topics", "filed under", "about the author",
    "our standards: the thomson reuters trust principles.", "thank you for reading", "view the discussion thread.",
    "please enable javascript to view the comments powered by disqus.",
    # asking for consent
    "accept all", "accept all cookies", "accept cookies", "accept and continue", "accept & continue", "reject all",
    "reject all cookies", "manage options", "manage preferences", "manage choices", "cookie settings",
    "privacy settings", "alle akzeptieren", "alle ablehnen", "zustimmen und weiter", "tout accepter", "tout refuser",
    "aceptar todo", "rechazar todo", "accetta tutto", "rifiuta tutto", "alles accepteren",
    # the same in other languages
    "anzeige", "werbung", "weiterlesen", "mehr lesen", "lesen sie mehr", "teilen", "drucken", "kommentare",
    "zur startseite", "jetzt anmelden", "publicité", "lire la suite", "partager", "imprimer", "publicidad",
    "leer más", "compartir", "imprimir", "wird geladen", "teilen mit", "empfehlen", "merken", "inhaltsverzeichnis",
    "inhalt", "zum newsletter anmelden", "newsletter bestellen", "newsletter abonnieren", "abonnieren",
    "kommentar schreiben", "kommentare anzeigen", "kommentar verfassen", "artikel teilen", "artikel drucken",
    "artikel merken", "artikel anhören", "bildergalerie", "bild", "foto", "fotos", "zurück zur übersicht", "zurück",
    "nach oben", "alle rechte vorbehalten", "partager cet article", "commentaires", "publier un commentaire",
    "s'abonner", "imprimer cet article", "à suivre", "comparte", "compartir en facebook", "comentarios", "suscríbete",
    "suscribirse", "seguir leyendo", "síguenos", "publicidade", "compartilhar", "compartilhe", "comentários",
    "assine", "continua a leggere", "condividi", "commenti", "pubblicità", "stampa", "udostępnij", "reklama",
    "komentarze", "drukuj", "lees verder", "delen", "reacties", "advertentie", "sommaire", "índice",
    "table of contents", "contents", "continua después de la publicidad", "la suite après la publicité",
    "order reprints", "print article", "this article has been sent to",
    "forward-looking statements", "forward looking statements", "safe harbor statement", "notes to editors",
    "note to editors", "ends", "-ends-", "for immediate release", "press release", "pressemitteilung",
    "communiqué de presse", "zur veröffentlichung frei",
    "an error has occurred, please try again later.", "tell us what you think", "what do you think",
})  # fmt: skip
"""Whole lines, in lower case and without the marks around them."""

POINTERS = frozenset({
    "stories to keep you informed", "related", "related articles", "related article", "related stories",
    "related story", "related news", "related content", "related topics", "related posts", "related links",
    "related coverage", "more on this story", "more stories", "more news", "most read", "most popular", "most viewed",
    "most shared", "trending", "trending now", "top stories", "popular stories", "popular articles", "latest news",
    "latest stories", "recommended", "recommended for you", "recommended stories", "recommended reading",
    "recommended videos", "editors' picks", "editor's picks", "editors’ picks", "editor’s picks", "you may also like",
    "you might also like", "you may be interested in", "what to read next", "don't miss", "don’t miss", "must read",
    "around the web", "from the web", "in case you missed it", "further reading", "explore more", "more coverage",
    "more to read", "mehr zum thema", "lesen sie auch", "das könnte sie auch interessieren", "auch interessant",
    "lire aussi", "à lire aussi", "lea también", "lee también", "te puede interesar", "related reading",
    "related reads", "more on this topic", "more in this section", "more like this", "more articles",
    "more headlines", "other stories", "other news", "other articles", "also on", "latest", "latest headlines",
    "popular", "popular now", "popular posts", "recent posts", "recent articles", "recommended articles",
    "read more stories", "more must-reads", "must-reads", "the latest", "top news", "featured", "featured stories",
    "explore further", "from our partners", "you might be interested in", "if you liked this", "mehr themen",
    "weitere themen", "weitere artikel", "weitere artikel zum thema", "weitere beiträge", "weitere meldungen",
    "weitere nachrichten", "weitere informationen zum thema", "ähnliche artikel", "ähnliche beiträge",
    "verwandte artikel", "verwandte themen", "empfohlene beiträge", "empfohlene artikel",
    "das könnte dich auch interessieren", "das könnte ihnen auch gefallen", "das könnte dir auch gefallen",
    "schon gelesen", "meistgelesen", "meist gelesen", "meistgelesene artikel", "beliebte artikel", "top-themen",
    "neueste beiträge", "neueste artikel", "aktuelle artikel", "links zum thema", "auch spannend", "lesenswert",
    "lesetipps", "lesen sie auch die folgenden beiträge", "lesen sie dazu auch", "passend dazu", "zum thema",
    "sur le même thème", "sur le même sujet", "articles similaires", "à lire également", "voir aussi", "les plus lus",
    "dans la même rubrique", "más noticias", "más información", "más sobre", "noticias relacionadas",
    "artículos relacionados", "le puede interesar", "también te puede interesar", "te podría interesar",
    "lo más leído", "lo más visto", "además", "relacionados", "lea además", "lea más", "leia também", "leia mais",
    "veja também", "saiba mais", "notícias relacionadas", "mais lidas", "relacionadas", "leggi anche",
    "articoli correlati", "potrebbe interessarti anche", "potrebbe interessarti", "czytaj też", "czytaj także",
    "zobacz też", "zobacz także", "przeczytaj też", "polecane", "lees ook", "meer nieuws", "gerelateerde artikelen",
})  # fmt: skip
"""Headings in the same form behind which headlines of other pieces follow."""

DATE_WORDS = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "januar", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember", "jänner", "janvier",
    "février", "mars", "avril", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre", "enero",
    "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "setiembre", "octubre",
    "noviembre", "diciembre", "janeiro", "fevereiro", "março", "maio", "junho", "julho", "setembro", "outubro",
    "novembro", "dezembro", "gennaio", "febbraio", "aprile", "maggio", "giugno", "luglio", "settembre", "ottobre",
    "dicembre", "januari", "februari", "maart", "mei", "augustus", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
    "sep", "sept", "oct", "nov", "dec", "mär", "okt", "dez", "janv", "févr", "avr", "juil", "déc", "ene", "abr",
    "ago", "dic", "fev", "set", "out", "gen", "mag", "giu", "lug", "ott", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat",
    "sun", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "mo", "di",
    "mi", "do", "fr", "sa", "so", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lunes",
    "martes", "miércoles", "jueves", "viernes", "sábado", "domingo", "segunda", "terça", "quarta", "quinta", "sexta",
    "feira", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica", "maandag", "dinsdag",
    "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "at", "on", "of", "de", "the", "del", "um", "uhr", "am",
    "pm", "a", "p", "m", "h", "às", "as", "à", "le", "la", "el", "il", "den", "der", "vom", "und", "and", "st", "nd",
    "rd", "th", "gmt", "utc", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "bst", "cet", "cest", "mez",
    "mesz", "ist", "et", "ct", "mt", "pt", "updated", "published", "posted", "last", "first", "modified", "stand",
    "aktualisiert", "veröffentlicht", "letzte", "änderung", "aktualisierung", "geändert", "date", "datum", "publié",
    "mis", "jour", "actualizado", "publicado", "atualizado", "em", "pubblicato", "aggiornato", "geplaatst",
    "bijgewerkt", "created", "erstellt", "時", "分", "更新", "公開", "配信", "发布", "更新时间", "입력", "수정",
})  # fmt: skip
"""What a line consists of, figures aside, that only says when something was put up."""

_NETWORKS = (
    "(?:twitter|facebook|instagram|x|linkedin|youtube|tiktok|whatsapp|telegram|threads|bluesky|mastodon|google news)"
)
_PICTURES = (
    "(?:photo|image|picture|photograph|video|graphic|illustration|caption|foto|bild|titelbild|beitragsbild|symbolbild"
    "|grafik|crédit photo|crédits|foto de portada|imagen|immagine|credit)s?"
)
_AGENCIES = (
    "(?:getty images|associated press|ap photo|reuters|afp|shutterstock|istock|alamy|epa|pa media|unsplash|pixabay"
    "|picture[ -]alliance|imago)"
)
_PIECE = "(?:article|story|report|post|piece|column|reporting)"
_MONTH = "(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)"

_LINES = (
    # pitches
    (
        r"(?:\w+[,:!] )?(?:sign up|subscribe|register|get|enter your e-?mail|receive|stay|want|join)\b.{0,160}"
        r"\b(?:newsletters?|inbox|mailing list|e-?mail alerts?|breaking news alerts|push notifications)\b.{0,120}$"
    ),
    r"(?:want|looking for)\b.{0,100}\b(?:app|stories like th(?:is|ese))\b.{0,160}$",
    r"(?:sign up|subscribe|register|log in|join)\b.{0,60}\b(?:here|now|today|free)[.!]?$",
    (
        r"(?:do you want|would you like|if you (?:enjoy|like|love)d?)\b.{0,120}"
        r"\b(?:sign up|subscribe|join|support us|donate)\b.{0,120}$"
    ),
    r"(?:subscribe|register|sign (?:in|up)|log in) to (?:continue|keep|read|access|unlock)\b.{0,160}$",
    r"to (?:view|read|continue|access)\b.{0,60}\b(?:subscribe|log in|sign (?:in|up)|register)\b.{0,200}$",
    r"(?:already a|not a|become a) (?:subscriber|member)\b.{0,80}$",
    r"if you(?:['’]re| are) (?:seeing this|already a)\b.{0,60}\b(?:subscriber|message)\b.{0,120}$",
    rf"(?:follow|like|find|join|connect with|subscribe)\b.{{0,80}}\b(?:on|via|to)\b.{{0,40}}\b{_NETWORKS}\b.{{0,160}}$",
    r"(?:follow|contact|e-?mail|write to|reach|send us|submit)\b.{0,140}@[\w.-]{1,60}\.?$",
    r"(?:have|got|do you have) (?:a|any) (?:story|tip|question|news tip|comment)s?\b.{0,160}\?.{0,160}$",
    r"(?:we want to hear|we['’]d like to hear|tell us) what you think\b.{0,200}$",
    r"(?:like|enjoyed?) this (?:story|article|post)\?.{0,120}$",
    r"(?:download|get) (?:the|our)\b.{0,60}\bapp\b.{0,100}$",
    r"read or share this story\b.{0,120}$",
    r"(?:we use|this (?:web)?site uses)\b.{0,60}\bcookies\b.{0,220}$",
    r"we (?:value|respect|care about) your privacy\b.{0,280}$",
    r"we and our (?:[\w,]{1,16} ){0,3}partners (?:store|process|use|ask)\b.{0,280}$",
    r"you can add location information to your tweets\b.{0,220}$",
    (
        r"(?:melden sie sich|melde dich|abonnieren sie|abonniere|jetzt|hier|mit unserem|bestellen sie)\b.{0,120}"
        r"\b(?:newsletter|posteingang|postfach)\b.{0,160}$"
    ),
    (
        r"(?:inscrivez-vous|abonnez-vous|suivez-nous|suscríbete|únete|síguenos|iscriviti|assine|siga-nos"
        r"|zapisz się)\b.{0,200}$"
    ),
    r"(?:sie müssen|du musst|um .{0,80})\b(?:eingeloggt|angemeldet|registriert)\b.{0,120}$",
    r"(?:folgen sie uns|folge uns|besuchen sie uns)\b.{0,160}$",
    # pointers: a word of pointing, then somebody else's headline
    (
        r"\(?(?:read(?: more| also| next| this)?|also(?: read| on [\w.]{2,30})?|see also|see more"
        r"|related(?: story| article)?|watch(?: live| more| now)?|listen|download|don['’]t miss|in case you missed it"
        r"|you (?:may|might) also like|lesen sie (?:auch|mehr|dazu)(?: auch)?|mehr dazu|mehr zum thema|siehe auch"
        r"|lire aussi|à lire(?: aussi)?|voir aussi|lea(?: más| también| además)?|lee(?: más| también)?"
        r"|mire(?: también)?|vea(?: también)?|(?:le|te) puede interesar"
        r"|leia(?: mais| também)?|veja(?: mais| também)?|saiba mais|leggi(?: anche)?(?: su)?|guarda anche"
        r"|czytaj (?:też|także|więcej)|zobacz (?:też|także)|przeczytaj (?:też|także)|lees (?:ook|meer))"
        r"\s{0,2}[:|»>].{1,200}$"
    ),
    # credits
    rf"\(?{_PICTURES}(?: credit| source| by| courtesy of)?\s{{0,2}}[:©/|].{{1,200}}$",
    rf"(?:file )?{_PICTURES} (?:by|courtesy of|credit|via|copyright)\b.{{1,200}}$",
    rf"\(?{_AGENCIES}(?:[/ ,|].{{0,60}})?\)?$",
    r"(?:source|quelle|fuente|fonte|źródło)\s{0,2}:\s.{1,80}$",
    rf".{{0,200}}\({_PICTURES}\b[^()]{{0,120}}\)\.?$",
    rf".{{1,240}}[.!?] {_PICTURES}(?: credit| by)?\s?[:©/|]\s.{{1,60}}$",
    r"(?:©|\(c\)|copyright)[\s:].{0,280}$",
    r".{0,160}\ball rights reserved\b.{0,160}$",
    r"this material may not be published, broadcast, rewritten.{0,120}$",
    r"this copy is for your personal, non-commercial use\b.{0,280}$",
    # who worked on it
    rf".{{3,200}}\bcontributed (?:to (?:this|the) {_PIECE}|(?:additional )?reporting)\b.{{0,80}}$",
    (
        r"\W{0,3}(?:additional |further )?(?:reporting|writing|editing|compiled|edited|production)"
        r"(?: and (?:writing|editing|reporting))? by\b.{1,280}$"
    ),
    r"\W{0,3}with (?:reporting|assistance|additional reporting|contributions|files|inputs?) (?:by|from)\b.{1,160}$",
    (
        r".{3,80}\bis (?:a|an|the) [\w’' -]{0,60}\b(?:reporter|correspondent|columnist|staff writer)"
        r" (?:for|at|with|of)\b[^.]{2,80}\.$"
    ),
    r".{3,80}\breported from [^.]{2,80}\.$",
    # where it stood first
    (
        r"(?:a version of )?this (?:article|story|post|piece|column) (?:was |has been )?(?:first |originally |also )?"
        r"(?:appeared|published|produced|syndicated)\b.{0,200}$"
    ),
    r"(?:tags|topics|filed under|categor(?:y|ies)|keywords|schlag(?:worte|wörter)|themen|temas)\s{0,2}:.{0,280}$",
    # press releases
    r"(?:media|press|investor|news)(?: relations)? (?:contacts?|enquiries|inquiries)\b.{0,200}$",
    r"(?:pressekontakt|medienkontakt|contact presse|contacto de prensa|contatto stampa)\b.{0,200}$",
    r"(?:this|the) (?:press |news )?release (?:contains|may contain|includes)\b.{0,40}\bforward-looking\b.{0,260}$",
    r"(?:printed|retrieved|downloaded) from (?:https?:|www\.).{1,200}$",
    # what was not rendered
    r"\[/?[a-z_]{3,20}(?: [^\]]{0,200})?\].{0,120}$",
)
_HEADINGS = (
    r"@[\w.]{2,40}$",
    (
        r"(?:read more|learn more|find out more|click (?:here|image)|tap here|see more|read the full|continue reading"
        r"|more from|more on|mehr zum thema|mehr von|mehr aus|más sobre|auch auf|lesen sie auch)\b.{0,80}$"
    ),
    r"(?:opinion|analysis|explainer|recommended|more|gallery|in pictures)\s{0,2}[:|»>].{1,200}$",
    r"(?:by|von|par|por)\s[^\W\d][\w.’'-]{0,30}(?:[ ,|&]{1,3}[^\W\d][\w.’'-]{0,30}){1,9}$",
    (
        r"(?:first )?(?:published|updated|last updated|last modified|posted|veröffentlicht|aktualisiert|publié|stand)\b"
        rf".{{0,40}}(?:{_MONTH}|\d[:./-]\d).{{0,60}}$"
    ),
    r"(?:letzte (?:änderung|aktualisierung)|veröffentlichung|last modified)\b.{0,20}\d.{0,40}$",
    r"\d{1,3} (?:min|mins|minute|minutes|minuten|sec|seconds|hours?|days?) (?:read|ago|to read|lesezeit)$",
    r"\d{1,5} (?:comments?|kommentare?|shares?|views|likes|comentarios|commentaires)$",
)

LINE_SHAPES = tuple(re.compile(rf"\A(?:{shape})", re.IGNORECASE) for shape in _LINES)
"""Lines that are none of the article's own, whatever they end with."""

HEADING_SHAPES = tuple(re.compile(rf"\A(?:{shape})", re.IGNORECASE) for shape in _HEADINGS)
"""The same for lines that do not end as a sentence does."""
