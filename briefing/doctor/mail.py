"""Mail going out: the server is reached, the line secured and the account signed in, and nothing is sent."""

from collections.abc import Iterator

from briefing.bootstrap.edges import mail_server
from briefing.deliver.dkim import signer
from briefing.deliver.email import EmailChannel
from briefing.deliver.names import text_records
from briefing.doctor.results import Finding, Patient, failure, good, warning
from briefing.doctor.sources import opened
from briefing.errors import Permanent, Transient
from briefing.model import Later, Refused

_MISSING = (
    ("STARTTLS", 'set email.security = "tls" with its port (465), or "none" for a server on this machine'),
    ("AUTH", "leave email.user out where the server asks for no account, or secure the line by email.security"),
)
"""What the server does not offer, by the word for it in smtplib's message, and what to do."""
_WRONG = "correct [email] in the settings"


def server(patient: Patient) -> Iterator[Finding]:
    """Whether the mail server would take mails from us."""
    email = patient.settings.email
    if not email.host:
        yield good("not set up")
        return
    problem = EmailChannel(mail_server(patient.settings)).reach()
    place = f"{email.host}:{email.port}"
    if isinstance(problem, Later):
        yield failure(problem.reason, "see that email.host and email.port are right and that a firewall lets them pass")
    elif isinstance(problem, Refused):
        yield failure(problem.reason, next((told for word, told in _MISSING if word in problem.reason), _WRONG))
    else:
        yield good(
            f"{place} answers{', the line is secure' if email.security != 'none' else ''}"
            f"{', the account is signed in' if email.user else ''}"
        )
    if not email.postal_address:
        yield warning("email.postal_address is not set", "name it: many countries ask for it in mails to subscribers")


def bounces(patient: Patient) -> Iterator[Finding]:
    """Whether mails that come back are read: the mailbox is opened, and nothing in it is read."""
    email = patient.settings.email
    if email.bounces:
        yield opened("email.bounces", email.bounces, email.bounces_password.get_secret_value())
    elif not email.host:
        yield good("no mails are sent")
    elif email.return_path:
        yield warning(
            f"mails come back to {email.return_path}, and no mailbox is named in which they are read",
            "set email.bounces, or give the mails to `briefing bounces FILE`",
        )
    else:
        yield warning(
            "nobody reads what comes back: addresses that are gone are written to until the server refuses them",
            "set email.return_path and email.bounces",
        )


def signature(patient: Patient) -> Iterator[Finding]:
    """Whether DNS tells the key that mails are signed with."""
    email = patient.settings.email
    key = email.dkim_key.get_secret_value()
    if not email.dkim_domain or not key:
        yield good("mails are not signed")
        return
    name = f"{email.dkim_selector}._domainkey.{email.dkim_domain}"
    wanted = signer(email.dkim_domain, email.dkim_selector, key).record()
    try:
        found = text_records(name)
    except Transient as error:
        yield warning(f"{name} could not be looked up: {error}")
    except Permanent as error:
        yield failure(str(error), f"publish a TXT record there: {wanted}")
    else:
        if any(_key(record) == _key(wanted) for record in found):
            yield good(f"{name} tells our key")
        else:
            yield failure(f"{name} tells another key than DKIM_KEY has", f"publish a TXT record there: {wanted}")


def _key(record: str) -> str:
    """The public key of a record (RFC 6376, 3.6.1), without blanks."""
    tags = (tag.partition("=") for tag in record.split(";"))
    return next(("".join(value.split()) for name, _, value in tags if name.strip() == "p"), "")
