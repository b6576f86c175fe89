"""What became of a course's questions, in numbers that say nothing of a single person."""
