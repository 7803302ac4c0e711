"""Mail going out: the server is reached, the line secured and the account signed in, and nothing is sent."""

from collections.abc import Iterator

from briefing.bootstrap.edges import mail_server
from briefing.deliver.email import EmailChannel
from briefing.doctor.results import Finding, Patient, failure, good, warning
from briefing.model import Later, Refused


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
        yield failure(problem.reason, "correct [email] in the settings")
    else:
        yield good(
            f"{place} answers{', the line is secure' if email.security != 'none' else ''}"
            f"{', the account is signed in' if email.user else ''}"
        )
    if not email.postal_address:
        yield warning("email.postal_address is not set", "name it: many countries ask for it in mails to subscribers")
