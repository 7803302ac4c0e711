"""Records of the domain name system, beyond the addresses that the system's resolver knows."""

from briefing.errors import ConfigError, Permanent, Transient

SECONDS = 5.0


def text_records(name: str) -> list[str]:
    """The TXT records of a name, each put together from its strings (RFC 7208, 3.3).

    Raises:
        Permanent: there are none.
        Transient: nobody answers.
        ConfigError: the library is not installed.
    """
    try:
        from dns.exception import DNSException
        from dns.resolver import NXDOMAIN, NoAnswer, resolve
    except ModuleNotFoundError as error:
        raise ConfigError("looking names up needs the extra: pip install 'briefing[dkim]'") from error
    try:
        answer = resolve(name, "TXT", lifetime=SECONDS)
    except (NXDOMAIN, NoAnswer):
        raise Permanent(f"{name} has no TXT record") from None
    except DNSException as error:
        raise Transient(str(error)) from error
    return [b"".join(record.strings).decode("utf-8", "replace") for record in answer]
