"""Mails of mail servers that say what they could not deliver."""


def report(came_to: str, about: str, status: str, said: str = "smtp; 550 no", action: str = "failed") -> bytes:
    """A report as Postfix writes it."""
    lines = [
        "From: MAILER-DAEMON@mx.example (Mail Delivery System)",
        "Subject: Undelivered Mail Returned to Sender",
        f"To: {came_to}",
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="9B2/mx.example"',
        "",
        "--9B2/mx.example",
        "Content-Type: text/plain; charset=us-ascii",
        "",
        "This is the mail system at host mx.example.",
        "",
        "--9B2/mx.example",
        "Content-Description: Delivery report",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.example",
        "Arrival-Date: Tue, 24 Nov 2026 07:00:05 +0100 (CET)",
        "",
        f"Final-Recipient: rfc822; {about}",
        f"Original-Recipient: rfc822;{about}",
        f"Action: {action}",
        f"Status: {status}",
        f"Diagnostic-Code: {said}",
        "",
        "--9B2/mx.example--",
        "",
    ]
    return "\r\n".join(lines).encode()


def nested(kind: str, deep: int = 2_000) -> bytes:
    """The beginning of a mail in which each part holds another (RFC 2046, 5.1)."""
    heads = (f'Content-Type: multipart/{kind}; boundary="{number}"\r\n\r\n--{number}\r\n' for number in range(deep))
    return "".join(heads).encode()


def complaint(mail_from: str = "", kind: str = "abuse", headers: str = "", rcpt: str = "") -> bytes:
    """A complaint as a provider's feedback loop sends it (RFC 5965, appendix B); what is empty was redacted."""
    fields = [
        f"Feedback-Type: {kind}",
        "User-Agent: SomeGenerator/1.0",
        "Version: 1",
        *([f"Original-Mail-From: <{mail_from}>"] if mail_from else []),
        *([f"Original-Rcpt-To: <{rcpt}>"] if rcpt else []),
        "Reporting-MTA: dns; mail.provider.example",
    ]
    lines = [
        "From: <abusedesk@provider.example>",
        "Subject: FW: The Morning Brief",
        "To: <abuse@news.example>",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=feedback-report; boundary="part1_13d.2e68ed54"',
        "",
        "--part1_13d.2e68ed54",
        "Content-Type: text/plain; charset=us-ascii",
        "",
        "This is an email abuse report for an email message received from IP 192.0.2.1.",
        "",
        "--part1_13d.2e68ed54",
        "Content-Type: message/feedback-report",
        "",
        *fields,
        "",
        "--part1_13d.2e68ed54",
        "Content-Type: message/rfc822",
        "Content-Disposition: inline",
        "",
        f"{headers}Subject: The Morning Brief",
        "",
        "Good morning.",
        "--part1_13d.2e68ed54--",
        "",
    ]
    return "\r\n".join(lines).encode()
