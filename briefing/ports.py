"""What the pipeline asks of the outside, as protocols: bootstrap hands in the real things, tests hand in fakes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol

from briefing.model import (
    Annotation,
    Answer,
    Article,
    Brief,
    Consent,
    Delivery,
    DeliveryState,
    Destination,
    Document,
    Finding,
    Followed,
    Job,
    JobKind,
    Letter,
    Links,
    Message,
    Order,
    Outcome,
    Page,
    Part,
    Poll,
    Recipient,
    Request,
    SeenLines,
    Sentence,
    Shown,
    Slot,
    SourceState,
    Standing,
    Subscriber,
    Unreadable,
    Vote,
    Waiting,
)

Clock = Callable[[], datetime]


class Fetcher(Protocol):
    """The one door out."""

    def fetch(self, url: str, *, headers: Mapping[str, str] | None = None) -> Page:
        """Fetch one address; raises Transient or Permanent with a sentence for the operator."""

    def fetch_many(
        self, urls: Sequence[str], headers: Mapping[str, Mapping[str, str]] | None = None
    ) -> Mapping[str, Page | Exception]:
        """Fetch pages at once, politely, with request headers by address; a failed one is answered with its error."""


class Source(Protocol):
    """Something that articles come from."""

    @property
    def name(self) -> str:
        """Its name in the settings."""

    def poll(self, state: SourceState, now: datetime) -> Poll:
        """Ask once what is new; raises Transient or Permanent, and the caller records the failure."""


class Reader(Protocol):
    """Turns a document into an article, in a child process that can be killed."""

    def read(self, document: Document) -> Article | Unreadable:
        """The article, degraded to the entry's own summary if the page cannot be read; why, if nothing is left."""

    def read_many(self, documents: Sequence[Document]) -> Sequence[Article | Unreadable]:
        """The same for many at once, on all cores, in order."""


class Summarizer(Protocol):
    """A method of extractive summarization."""

    def rank(self, article: Article, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
        """The same sentences in reading order, each with its salience and reasons."""

    def summarize(self, article: Article, *, count: int = 3, words: int | None = None) -> tuple[Sentence, ...]:
        """The chosen sentences in reading order: `count` of them, or as many as fit in `words`."""

    def summarize_many(
        self, articles: Sequence[Article], *, count: int = 3, words: int | None = None, known: Sequence[str] = ()
    ) -> tuple[Sentence, ...]:
        """One summary of articles on one event; sentences that only repeat `known` ones are not chosen."""


class Annotator(Protocol):
    """Finds in one article what a brief may show of it."""

    def __call__(self, article: Article) -> Annotation:
        """Sentences, summary, figures and quotes of this version of the article."""


class Renderer(Protocol):
    """Turns a brief into the frozen messages of one kind of channel."""

    def render(self, brief: Brief, destination: Destination, links: Links) -> Message:
        """Exactly what will be sent; deterministic: the same brief gives the same bytes."""


class MailRenderer(Renderer, Protocol):
    """Turns a brief into mails for many recipients, who share what is the same for them."""

    def many(self, brief: Brief, recipients: Iterable[Recipient]) -> Iterator[Message]:
        """A message for each recipient."""


class Reply(Protocol):
    """Carries answers back to where requests came from."""

    def parts(self, request: Request, answer: Answer) -> Sequence[bytes]:
        """The messages that tell the answer; the same answer gives the same ones."""

    def post(self, request: Request, part: bytes, now: datetime) -> Outcome:
        """One attempt to post one of them; does not raise."""


class Channel(Protocol):
    """A way to deliver. It makes one attempt and says what is known; the ledger decides what follows."""

    settle: float
    """Seconds after an unclear attempt before a look-up can be trusted."""

    def send(self, delivery: Delivery, thread: Mapping[str, object] | None) -> Outcome:
        """One call to the other side; `thread` is the receipt of part 0 for later parts. Does not raise."""

    def look_up(self, delivery: Delivery, thread: Mapping[str, object] | None) -> Finding:
        """Whether an earlier attempt arrived; Unclear where that cannot be found out."""


class MailLine(Protocol):
    """A connection to the mail server, over which one mail goes after the other."""

    def ready(self) -> Outcome | None:
        """See to it that there is a connection; why there cannot be one now, if so."""

    def send(self, delivery: Delivery) -> Outcome:
        """One attempt; does not raise."""

    def close(self) -> None:
        """Take leave."""


class MailChannel(Channel, Protocol):
    """Delivers mail over lines that are used again and again."""

    @property
    def lease(self) -> float:
        """Seconds that one attempt can take at most."""

    def line(self) -> MailLine:
        """A line; nothing is opened yet."""


class SourceStore(Protocol):
    """What is remembered of sources."""

    def state(self, source: str) -> SourceState:
        """The remembered state; a blank one for a source never polled."""

    def states(self) -> Sequence[SourceState]:
        """All remembered states, by name."""

    def save(self, state: SourceState) -> None:
        """Remember the state."""

    def due(self, now: datetime, limit: int = 1000) -> Sequence[str]:
        """Names of stored sources whose next poll is due, the longest overdue first."""

    def lines(self, source: str) -> SeenLines:
        """What its articles repeat; nothing for a source of which nothing was counted."""

    def save_lines(self, source: str, lines: SeenLines) -> None:
        """Remember what its articles repeat."""


class ArticleStore(Protocol):
    """Articles, their versions, annotations and stories."""

    def known(self, ids: Iterable[str]) -> Mapping[str, int]:
        """Latest version by article id, for those that are stored."""

    def save(self, article: Article, annotation: Annotation, story_id: str, copy_of: str = "") -> Article:
        """Store an article or a new version of it; comes back with its version. Unchanged title and text: no-op."""

    def get(self, article_id: str, version: int | None = None) -> Article | None:
        """One version of an article, the latest when none is named."""

    def annotations(self, pairs: Iterable[tuple[str, int]]) -> Mapping[tuple[str, int], Annotation]:
        """Annotations by (article id, version)."""

    def seen_between(self, start: datetime, end: datetime, sources: Sequence[str] = ()) -> Sequence[Article]:
        """Latest versions of the articles first seen (or changed) with start < moment <= end, oldest first."""

    def search(self, question: str, limit: int = 20, skip: int = 0) -> Sequence[Article]:
        """Articles that hold every word and "phrase" of a question, newest first; -word excludes."""

    def in_story(self, story_id: str, limit: int = 200) -> Sequence[Article]:
        """Latest versions of a story's articles, newest first."""

    def story_ids(self, article_ids: Iterable[str]) -> Mapping[str, str]:
        """Story id by article id."""

    def assign(self, story_ids: Mapping[str, str]) -> None:
        """Move articles (id) to stories (id), remembering merges and splits."""

    def copies(self, article_ids: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """Ids of stored near-duplicates by the id of their original."""


class BriefStore(Protocol):
    """Briefs as published."""

    def get(self, name: str, slot: str) -> Brief | None:
        """The brief published for a slot."""

    def latest(self, name: str = "", limit: int = 20, skip: int = 0) -> Sequence[Brief]:
        """Newest first; of all briefs when no name is given."""

    def search(self, question: str, name: str = "", limit: int = 20, skip: int = 0) -> Sequence[Brief]:
        """Briefs that showed every word and "phrase" of a question, newest first; of all names when none is given."""

    def showings(self, story_id: str, limit: int = 50) -> Sequence[tuple[str, Shown]]:
        """What published slots showed of a story, newest first: the brief's name and the showing."""

    def shown(self, name: str, story_ids: Iterable[str] = ()) -> Mapping[str, Shown]:
        """What delivered briefs of this name showed, by story id; of the last weeks when no story is given."""


class Ledger(Protocol):
    """Slots and deliveries: the truth about what was due and what went out."""

    def last_delivered_window_end(self, brief: str) -> datetime | None:
        """Where the window of the latest published slot ended."""

    def slot_done(self, brief: str, slot: str) -> bool:
        """Whether the slot was published, skipped or missed for good."""

    def done_slots(self, brief: str) -> frozenset[str]:
        """Keys of all slots of the brief that were published, skipped or missed for good."""

    def claim_slot(self, slot: Slot, owner: str, now: datetime, lease: float) -> bool:
        """Take a due slot for composing; False when it is published, skipped, or another holds a living lease."""

    def close_slot(self, slot: Slot, owner: str, now: datetime, outcome: str) -> None:
        """Record that a slot was skipped or missed, and why."""

    def publish(self, brief: Brief, messages: Sequence[Message], now: datetime, expires: datetime | None) -> bool:
        """Store the brief, its frozen bytes and a delivery a part, in one transaction; False if published before."""

    def add(self, delivery: Delivery) -> bool:
        """Take in something to be sent that is no part of a brief; False when its key is known."""

    def due(self, now: datetime, limit: int = 100, *, without: str = "") -> Sequence[Delivery]:
        """Deliveries to work on now: pending ones whose time has come, unknown ones, and expired leases.

        Args:
            without: a kind of channel to leave out; "" for none.
        """

    def waiting(self, channel: str, now: datetime, limit: int) -> Sequence[Waiting]:
        """What `due` would find of one kind of channel, without the messages."""

    def exchange(
        self, settled: Sequence[tuple[Delivery, Delivery]], keys: Sequence[str], owner: str, now: datetime, lease: float
    ) -> Mapping[str, Delivery]:
        """Settle some deliveries and claim others, all in one transaction; comes back with the claimed ones by key."""

    def counts(self) -> Mapping[DeliveryState, int]:
        """How many deliveries are in each state."""

    def get(self, key: str) -> Delivery | None:
        """One delivery."""

    def find(self, *, brief: str = "", slot: str = "", state: str = "", limit: int = 100) -> Sequence[Delivery]:
        """Deliveries that match, newest first."""

    def claim(self, delivery: Delivery, owner: str, now: datetime, lease: float) -> Delivery | None:
        """Compare-and-set to `sending` with a lease, committed; None when another was faster."""

    def update(self, before: Delivery, after: Delivery) -> bool:
        """Compare-and-set on (state, lease owner, attempts); False when the row has moved on."""


class RequestStore(Protocol):
    """Questions asked on demand."""

    def add(self, request: Request) -> bool:
        """False when a request of this id is known already."""

    def get(self, request_id: str) -> Request | None:
        """One request."""

    def open(self, now: datetime) -> Sequence[Request]:
        """Requests not yet answered whose time has come, oldest first."""

    def claim(self, request: Request, until: datetime) -> Request | None:
        """Take one in hand, so that nobody else does until then; None when another was faster."""

    def save(self, request: Request) -> None:
        """Remember how far it is."""


class OrderStore(Protocol):
    """Standing orders and sources that readers gave, beside those of the settings."""

    def orders(self) -> Sequence[Order]:
        """All standing orders, by name."""

    def of(self, team: str, conversation: str) -> Order | None:
        """The one of a conversation."""

    def save(self, order: Order) -> None:
        """Give or change the standing order of its name."""

    def remove(self, name: str) -> None:
        """Take a standing order back; unknown names are passed over."""

    def remove_team(self, team: str) -> None:
        """Take back all of a workspace that is no longer there."""

    def followed(self) -> Sequence[Followed]:
        """Sources that some standing order draws on, by name."""

    def follow(self, source: Followed) -> None:
        """Remember a source; a known one stays as it is."""


class VoteStore(Protocol):
    """What readers thought of what they were shown."""

    def cast(self, vote: Vote) -> None:
        """Remember a vote in place of an earlier one of the same reader on the same story."""

    def of(self, brief: str, since: datetime) -> Sequence[Vote]:
        """Votes on stories of one brief, cast after `since`."""


class LetterRenderer(Protocol):
    """Writes the mails about subscriptions and accounts."""

    def letter(self, kind: Letter, address: str, key: str, briefs: Sequence[str], url: str, now: datetime) -> Part:
        """The frozen mail; deterministic.

        Args:
            key: the ledger's key, from which its Message-ID follows.
            briefs: titles of the briefs that it is about.
            url: the page where the reader goes on.
        """


class SubscriberStore(Protocol):
    """People who receive briefs by mail."""

    def get(self, subscriber_id: str) -> Subscriber | None:
        """One subscriber."""

    def of_address(self, address: str) -> Subscriber | None:
        """The one with an address, in whatever case it is written."""

    def of_addresses(self, addresses: Sequence[str]) -> Mapping[str, Subscriber]:
        """Those with these addresses, by the address as it was asked for."""

    def receiving(self, brief: str) -> Iterable[Subscriber]:
        """All confirmed subscribers who chose a brief."""

    def find(self, *, standing: str = "", brief: str = "", after: str = "", limit: int = 1000) -> Sequence[Subscriber]:
        """Subscribers that match, by id, those after an id."""

    def counts(self) -> Mapping[Standing, int]:
        """How many there are of each standing."""

    def trail(self, subscriber_id: str) -> Sequence[Consent]:
        """What somebody agreed to and when, oldest first."""

    def save(
        self, before: Subscriber | None, after: Subscriber, trail: Sequence[Consent], letter: Delivery | None
    ) -> bool:
        """Store a change with its trail and letter in one transaction; False when it has changed since it was read."""

    def remove(self, subscriber_id: str) -> bool:
        """Erase somebody; False if unknown."""


class StatisticsStore(Protocol):
    """How much there is a day, in UTC."""

    def articles_by_day(self, since: datetime) -> Mapping[date, int]:
        """Articles met for the first time, by day."""

    def deliveries_by_day(self, since: datetime) -> Mapping[date, Mapping[str, int]]:
        """Deliveries by day and present state."""

    def size(self) -> int:
        """Bytes that the database takes."""


class InstallationStore(Protocol):
    """Workspaces that installed the app, and installations under way."""

    def save(self, team: str, sealed: bytes, now: datetime) -> None:
        """Remember a workspace, in place of what was known of it."""

    def get(self, team: str) -> bytes | None:
        """What was sealed for a workspace."""

    def remove(self, team: str) -> None:
        """Forget a workspace; unknown ones are passed over."""

    def issue(self, state: str, expires: datetime, now: datetime) -> None:
        """Remember the state of an installation under way."""

    def consume(self, state: str, now: datetime) -> bool:
        """Whether the state was issued, has not expired, and is used for the first time."""


class Store(Protocol):
    """The database, room by room."""

    @property
    def statistics(self) -> StatisticsStore:
        """How much there is a day."""

    @property
    def sources(self) -> SourceStore:
        """What is remembered of sources."""

    @property
    def articles(self) -> ArticleStore:
        """Articles, their versions, annotations and stories."""

    @property
    def briefs(self) -> BriefStore:
        """Briefs as published."""

    @property
    def ledger(self) -> Ledger:
        """Slots and deliveries."""

    @property
    def requests(self) -> RequestStore:
        """Questions asked on demand."""

    @property
    def subscribers(self) -> SubscriberStore:
        """People who receive briefs by mail."""

    @property
    def orders(self) -> OrderStore:
        """Standing orders and sources that readers gave."""

    @property
    def votes(self) -> VoteStore:
        """What readers thought of what they were shown."""

    @property
    def installations(self) -> InstallationStore:
        """Workspaces that installed the app."""

    def upgrade(self) -> str:
        """Bring the schema up to date; answers with the revision."""

    def check(self) -> None:
        """Raises Transient when the database does not answer, Permanent when its schema is not this code's."""

    def close(self) -> None:
        """Let go of all connections."""


class Queue(Protocol):
    """Where jobs wait for a worker."""

    def put(self, job: Job) -> bool:
        """Queue a job; False when one of the same kind and key is waiting already."""

    def put_all(self, jobs: Iterable[Job]) -> int:
        """Queue those of the jobs that neither wait nor are under way; answers how many."""

    def rescue(self) -> int:
        """Take the jobs of workers that died; answers how many."""

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """How many jobs there are, by kind and by "waiting", "under way" and "failed"; zeros left out."""

    def run(self, handlers: Mapping[JobKind, Callable[[Job], None]]) -> AbstractContextManager[None]:
        """Work on jobs while the context is open; leaving it drains what is under way."""
