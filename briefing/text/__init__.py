"""What the stages share about text: sentences, words, languages, likeness; it knows none of the stages."""
