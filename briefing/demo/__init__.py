"""The sample newsroom: invented outlets on loopback, through which everything can be tried without a network."""
