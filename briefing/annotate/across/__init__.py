"""What several sentences or outlets say alike or otherwise: same facts, same quotes, disagreements, movements."""
