"""Drawing without a screen: cards, strips and pages as lines of (text, role), testable as plain values."""
