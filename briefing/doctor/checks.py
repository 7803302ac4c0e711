"""The table of checks: a new one is a function that yields findings, and a row here."""

from briefing.doctor import database, machine, mail, notify, queue, running, slack, sources, templates
from briefing.doctor.results import Check

CHECKS: tuple[Check, ...] = (
    Check("secrets", machine.secrets),
    Check("zones", machine.zones),
    Check("disk", machine.disk),
    Check("database", database.reachable),
    Check("permissions", database.permissions, needs="database"),
    Check("queue", queue.depth, needs="database"),
    Check("rescue", queue.rescue, needs="database"),
    Check("clock", machine.clock, needs="database"),
    Check("templates", templates.fill, needs="database"),
    Check("slack", slack.token),
    Check("conversations", slack.conversations, needs="slack"),
    Check("mail", mail.server),
    Check("dkim", mail.signature),
    Check("bounces", mail.bounces),
    Check("notify", notify.services),
    Check("mailboxes", sources.mailboxes),
    Check("sources", sources.faring, needs="database"),
    Check("slots", running.slots, needs="database"),
    Check("deliveries", running.deliveries, needs="database"),
)

TRIALS: tuple[Check, ...] = (Check("trial", notify.trial),)
"""What readers see of it: only when somebody asks."""
