"""A brief and the letters about a subscription as mails, to the last byte."""
