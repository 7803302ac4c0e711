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
